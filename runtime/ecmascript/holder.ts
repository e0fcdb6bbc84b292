/** Through which a compiled generator function finds itself: its own name may be assigned, or it has none. */
export interface Holder {
  readonly fn: { readonly prototype?: unknown };
}
