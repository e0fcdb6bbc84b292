/**
 * A fresh realm with what test262 wants of its host (INTERPRETING.md, "Host-Defined Functions"): `print` and `$262`. The
 * agents that `$262.agent` should start are not offered; tests that need them fail natively, and so do not count.
 */
import vm from 'node:vm';

/**
 * @param {{ print(text: string): void, dynamicImport?: Function }} host
 * @returns {{ context: object, global: object }}
 */
export function createRealm(host) {
  // Where Node can give an ordinary global object, take it: the one with interceptors bends a few rules.
  const context = vm.createContext(vm.constants?.DONT_CONTEXTIFY ?? {});
  const global = vm.runInContext('this', context);
  const $262 = {
    createRealm: () => createRealm(host).global.$262,
    evalScript(source) {
      return new vm.Script(String(source), {
        filename: 'evalScript.js',
        importModuleDynamically: host.dynamicImport,
      }).runInContext(context);
    },
    detachArrayBuffer(buffer) {
      structuredClone(buffer, { transfer: [buffer] });
      return null;
    },
    gc() {
      if (typeof globalThis.gc !== 'function') throw new Error('run Node with --expose-gc');
      globalThis.gc();
    },
    global,
    agent: {
      start() {
        throw new Error('this host starts no agents');
      },
      monotonicNow: () => performance.now(),
    },
  };
  hide(global, 'print', (text) => host.print(String(text)));
  hide(global, '$262', $262);
  return { context, global };
}

/** Writable, configurable, not enumerable. */
export function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}
