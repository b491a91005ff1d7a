import { readFileSync, readdirSync } from 'node:fs';
import { featuresOf } from '../../src/triage/features.js';
import { LEXICON } from '../../src/triage/lexicon.js';
import { speller } from '../../src/triage/spelling.js';

export type Row = { text: string; type: string; alt: string | null; hard?: boolean; id: string; channel?: string };
const dir = new URL('messages/', import.meta.url);
export const own: Row[] = readdirSync(dir).filter((f) => f.endsWith('.txt')).flatMap((f) => {
  let hard = false;
  return readFileSync(new URL(f, dir), 'utf8').split('\n').filter((l) => l).flatMap((text, i) => {
    if (text === '# hard') { hard = true; return []; }
    return [{ id: `${f}:${i}`, text, type: f.replace('.txt', ''), alt: null, hard }];
  });
});
export const dev: Row[] = readFileSync(new URL('../../test/fixtures/triage/triage-dev.jsonl', import.meta.url), 'utf8').split('\n').filter((l) => l).map((l) => JSON.parse(l) as Row);
const types = [...new Set(own.map((r) => r.type))].sort();
const mend = speller(LEXICON.words);
type Vec = { idx: Int32Array; val: Float64Array };
const vocab = new Map<string, number>();
const bags = new Map<Row, Map<string, number>>();
for (const r of [...own, ...dev]) {
  const m = new Map<string, number>();
  for (const { name, weight } of featuresOf(r.text, mend)) m.set(name, Math.min((m.get(name) ?? 0) + weight, weight * 1.5));
  bags.set(r, m);
}
const fit = (rows: Row[], { epochs = 30, l2 = 1e-4, lr = 0.3, minDf = 2 } = {}) => {
  const df = new Map<string, number>();
  for (const r of rows) for (const n of bags.get(r)!.keys()) df.set(n, (df.get(n) ?? 0) + 1);
  const ids = new Map<string, number>();
  for (const [n, c] of df) if (c >= minDf) ids.set(n, ids.size);
  const vec = (r: Row): Vec => {
    const e = [...bags.get(r)!].filter(([n]) => ids.has(n));
    const norm = Math.sqrt(e.reduce((s, [, w]) => s + w * w, 0)) || 1;
    return { idx: Int32Array.from(e.map(([n]) => ids.get(n)!)), val: Float64Array.from(e.map(([, w]) => w / norm)) };
  };
  const K = types.length;
  const W = new Float64Array(ids.size * K), G = new Float64Array(ids.size * K).fill(1e-6), b = new Float64Array(K);
  const X = rows.map(vec), Y = rows.map((r) => types.indexOf(r.type));
  let seed = 1; const rnd = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const order = rows.map((_, i) => i);
  const score = (x: Vec) => { const s = Float64Array.from(b); for (let i = 0; i < x.idx.length; i++) { const o = x.idx[i]! * K, v = x.val[i]!; for (let k = 0; k < K; k++) s[k]! += v * W[o + k]!; } return s; };
  const soft = (s: Float64Array) => { const m = Math.max(...s); let t = 0; for (let k = 0; k < K; k++) { s[k] = Math.exp(s[k]! - m); t += s[k]!; } for (let k = 0; k < K; k++) s[k]! /= t; return s; };
  for (let e = 0; e < epochs; e++) {
    for (let i = order.length - 1; i > 0; i--) { const j = Math.floor(rnd() * (i + 1)); [order[i], order[j]] = [order[j]!, order[i]!]; }
    for (const i of order) {
      const x = X[i]!, p = soft(score(x)); p[Y[i]!]! -= 1;
      for (let k = 0; k < K; k++) b[k]! -= 0.02 * p[k]!;
      for (let f = 0; f < x.idx.length; f++) { const o = x.idx[f]! * K, v = x.val[f]!; for (let k = 0; k < K; k++) { const g = p[k]! * v + l2 * W[o + k]!; G[o + k]! += g * g; W[o + k]! -= lr * g / Math.sqrt(G[o + k]!); } }
    }
  }
  return { predict: (r: Row) => { const s = soft(score(vec(r))); return types.map((t, k) => ({ t, p: s[k]! })).sort((a, c) => c.p - a.p); }, size: ids.size };
};
const ok = (r: Row, t: string) => t === r.type || t === r.alt;
const report = (name: string, rs: { r: Row; p: { t: string; p: number }[] }[]) => {
  const t1 = rs.filter(({ r, p }) => ok(r, p[0]!.t)).length / rs.length, t3 = rs.filter(({ r, p }) => p.slice(0, 3).some(({ t }) => ok(r, t))).length / rs.length;
  const tp = rs.filter(({ r, p }) => r.type === 'not_a_task' && p[0]!.t === 'not_a_task').length, pp = rs.filter(({ p }) => p[0]!.t === 'not_a_task').length, ap = rs.filter(({ r }) => r.type === 'not_a_task').length;
  console.log(name.padEnd(34), 'n', rs.length, 'top1', t1.toFixed(3), 'top3', t3.toFixed(3), 'NAT P', (tp / pp).toFixed(2), 'R', (tp / ap).toFixed(2), 'F1', (2 * tp / (pp + ap)).toFixed(3));
};
const t0 = Date.now();
const args = process.argv.slice(2);
const opts = { epochs: Number(process.env['EPOCHS'] ?? 25), l2: Number(process.env['L2'] ?? 1e-4), lr: Number(process.env['LR'] ?? 0.3), minDf: Number(process.env['DF'] ?? 2) };
const m = fit(own, opts);
console.log('features', m.size, 'fit ms', Date.now() - t0);
const onDev = dev.map((r) => ({ r, p: m.predict(r) }));
report('own -> dev', onDev);
// CV over own+dev
const all = [...own, ...dev]; const F = 6;
const cv = all.map((r, i) => ({ r, f: (i * 7919) % F })); 
const res: typeof onDev = [];
for (let f = 0; f < F; f++) { const tr = cv.filter((c) => c.f !== f).map((c) => c.r); const mm = fit(tr, opts); for (const c of cv.filter((c) => c.f === f)) res.push({ r: c.r, p: mm.predict(c.r) }); }
report('cv: dev rows', res.filter(({ r }) => dev.includes(r)));
report('cv: own ordinary', res.filter(({ r }) => own.includes(r) && !r.hard));
report('cv: own hard', res.filter(({ r }) => r.hard));
console.log('ms', Date.now() - t0);
if (args.includes('-v')) for (const { r, p } of res.filter(({ r }) => args.includes('-dev') ? dev.includes(r) : true)) if (!ok(r, p[0]!.t)) console.log(r.id, r.type, '->', p.slice(0, 3).map(({ t, p }) => `${t} ${p.toFixed(2)}`).join(', '), '|', r.text.slice(0, 140));
