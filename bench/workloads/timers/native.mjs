const nothing = () => {};

export function run(size) {
  let cancelled = 0;
  const set = new Array(size);
  for (let i = 0; i < size; i++) set[i] = setTimeout(nothing, 60_000 + (i % 1_000));
  for (const timer of set) {
    clearTimeout(timer);
    cancelled++;
  }
  return cancelled;
}
