import { describe, expect, it } from 'vitest';
import '../../../compiler/own-babel.ts';
import { print, t } from '../../../compiler/babel.ts';
import { toDot, toMermaid } from '../../../compiler/ir/graph.ts';
import { printIR } from '../../../compiler/ir/print.ts';
import { graphFromText, variableNamed } from './graph-from-text.ts';

const ALL = `b0: i = 0; f("a\\n|<b>\\\\n"); jump b1
b1 [r1]: branch i < n ? b2 : b4
b2 [r1]: suspend yield i → b3
b3 [r0]: switch received { 1 → b1, f() → b2, else → b4 }
b4: return
b5: throw received
b6: t0 = received; return injected t0
b7 [r0]: suspend transfer a, b shielded → b4
r0: throw → b5, return → b6
r1 in r0: throw → b7
`;

describe('printIR', () => {
  it('prints what the text it is read from says', () => {
    expect(printIR(graphFromText(ALL), print)).toBe(ALL);
  });

  it('gives a block that does not fit a line for each instruction', () => {
    const fn = graphFromText('b0: { for (const x of xs) f(x); }; return');
    expect(printIR(fn, print)).toBe('b0:\n  {\n    for (const x of xs) f(x);\n  }\n  return\n');
  });

  it('names what is spilled, and tells variables of one name apart, also in nodes that have another', () => {
    const fn = graphFromText('b0: a = f(); b = a; return [a, b]');
    const a = variableNamed(fn, 'a');
    const b = variableNamed(fn, 'b');
    b.name = 'a';
    a.spilled = true;
    b.spilled = true;
    expect(printIR(fn, print)).toBe('b0: a = f(); a_1 = a; return [a, a_1]\nspilled: a, a_1\n');
    const names = [...fn.references.keys()].map((node) => t.isIdentifier(node) && node.name);
    expect(new Set(names)).toEqual(new Set(['a', 'b']));
  });
});

describe('drawings', () => {
  it('draw blocks, edges and regions in DOT', () => {
    expect(toDot(graphFromText(ALL), print)).toMatchInlineSnapshot(`
      "digraph "f" {
        compound=true;
        node [shape=box, fontname=monospace];
        b0 [label="b0\\li = 0\\lf(\\"a\\\\n|<b>\\\\\\\\n\\")\\ljump b1\\l"];
        b4 [label="b4\\lreturn\\l"];
        b5 [label="b5\\lthrow received\\l"];
        b6 [label="b6\\lt0 = received\\lreturn injected t0\\l"];
        subgraph cluster_r0 {
          label="r0"; style=dashed;
          b3 [label="b3\\lswitch received { 1 → b1, f() → b2, else → b4 }\\l"];
          b7 [label="b7\\lsuspend transfer a, b shielded → b4\\l"];
          subgraph cluster_r1 {
            label="r1"; style=dashed;
            b1 [label="b1\\lbranch i < n ? b2 : b4\\l"];
            b2 [label="b2\\lsuspend yield i → b3\\l"];
          }
        }
        b0 -> b1;
        b1 -> b2 [label="true"];
        b1 -> b4 [label="false"];
        b2 -> b3 [label="resume", style=dotted];
        b3 -> b1 [label="case 0"];
        b3 -> b2 [label="case 1"];
        b3 -> b4 [label="else"];
        b7 -> b4 [label="resume", style=dotted];
        b1 -> b5 [ltail=cluster_r0, label="throw", style=dashed];
        b1 -> b6 [ltail=cluster_r0, label="return", style=dashed];
        b1 -> b7 [ltail=cluster_r1, label="throw", style=dashed];
      }
      "
    `);
  });

  it('draw blocks, edges and regions in Mermaid', () => {
    expect(toMermaid(graphFromText(ALL), print)).toMatchInlineSnapshot(`
      "flowchart TD
        b0["b0<br>i = 0<br>f(#quot;a\\n#124;#lt;b#gt;\\\\n#quot;)<br>jump b1"]
        b4["b4<br>return"]
        b5["b5<br>throw received"]
        b6["b6<br>t0 = received<br>return injected t0"]
        subgraph r0
          b3["b3<br>switch received { 1 → b1, f() → b2, else → b4 }"]
          b7["b7<br>suspend transfer a, b shielded → b4"]
          subgraph r1
            b1["b1<br>branch i #lt; n ? b2 : b4"]
            b2["b2<br>suspend yield i → b3"]
          end
        end
        b0 --> b1
        b1 -->|true| b2
        b1 -->|false| b4
        b2 -.->|resume| b3
        b3 -->|case 0| b1
        b3 -->|case 1| b2
        b3 -->|else| b4
        b7 -.->|resume| b4
        r0 -.->|throw| b5
        r0 -.->|return| b6
        r1 -.->|throw| b7
      "
    `);
  });
});
