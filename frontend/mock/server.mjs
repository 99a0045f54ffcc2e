// A stand-in for `rasid serve` while the pages are built: reads a copy of a ledger through the command line; undoing brings
// back the copy from before.
//   RASID_DB=file.db RASID_PYTHON=python PLACES=10000 node mock/server.mjs
// Development only; it ships with nothing.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const STATIC = join(ROOT, 'src/rasid/web/static');
const PYTHON = process.env.RASID_PYTHON ?? 'python3';
const MANY = Number(process.env.PLACES ?? 0);
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const HERE = mkdtempSync(join(tmpdir(), 'rasid-mock-'));
const DB = join(HERE, 'ledger.db');
copyFileSync(process.env.RASID_DB, DB);
const env = { ...process.env, PYTHONPATH: join(ROOT, 'src'), RASID_DB: DB };
const run = (...args) => execFileSync(PYTHON, ['-m', 'rasid.cli', ...args], { env, maxBuffer: 1 << 28 }).toString();
const cache = new Map();
const rasid = (...args) => {
  const key = args.join('\0');
  if (!cache.has(key)) cache.set(key, JSON.parse(execFileSync(PYTHON, ['-m', 'rasid.cli', ...args, '--format', 'json'], { env, maxBuffer: 1 << 28 }).toString()));
  return cache.get(key);
};

const COLOURS = ['#0072B2', '#E69F00', '#009E73', '#D55E00', '#CC79A7', '#56B4E9', '#8C6D31', '#F0E442', '#5B4B8A', '#7F7F7F'];
let listed = [];
const reports = new Map();
const texts = new Map();
for (const file of readdirSync(join(ROOT, 'src/rasid/demo')).filter((f) => f.endsWith('.jsonl'))) {
  for (const line of readFileSync(join(ROOT, 'src/rasid/demo', file), 'utf8').split('\n').filter(Boolean)) {
    const r = JSON.parse(line);
    texts.set(r.id, r);
  }
}
function relist() {
cache.clear();
reports.clear();
listed = rasid('review', 'list', '--most', '5000');
for (const row of listed) {
  const text = texts.get(row.name) ?? {};
  if (!reports.has(row.report)) reports.set(row.report, { report: { ...text, id: row.report, name: row.name, outlet: row.outlet, published: row.published, sha256: row.report + row.report }, statements: [] });
  const s = row.statement;
  reports.get(row.report).statements.push({ status: 'occurred', date: '', ...s, id: row.id, chain: s.chain?.links ?? [], source: s.source ?? [], agent: s.agent ?? [], target: s.target ?? [], place: s.place ?? [], rules: s.rules ?? [], reviews: (row.reviews ?? []).map((r) => ({ ...r })), state: { accept: 'accepted', reject: 'rejected', correct: 'corrected' }[row.reviews?.at(-1)?.action] ?? 'open' });
}
for (const r of reports.values()) r.statements.sort((a, b) => (a.evidence_span?.field === 'title' ? -1 : a.evidence_span?.start) - (b.evidence_span?.field === 'title' ? -1 : b.evidence_span?.start));
}
relist();

const days = [...reports.values()].map((r) => r.report.published).sort();
const FIRST = process.env.FIRST ?? '2019-05-18';
const LAST = days.at(-1);
const actors = new Map();
const see = (a) => a?.id && actors.set(a.id, { n: (actors.get(a.id)?.n ?? 0) + 1, actor: { ...a, names: a.names } });
for (const on of ['2019-05-25', '2019-06-03', LAST]) for (const p of rasid('map', '--on', on).places) { see(p.holder); p.rivals.forEach(see); }
const colours = [...actors.values()].sort((a, b) => b.n - a.n).map(({ actor }, n) => ({ actor, colour: COLOURS[Math.min(n, 9)], pattern: '' }));
const colourOf = (a) => colours.find((c) => c.actor.id === a?.id)?.colour ?? '#767676';

function map(on, known) {
  const raw = rasid('map', '--on', on, ...(known ? ['--known', known] : []));
  const places = raw.places.filter((p) => p.lat !== null).map((p) => ({ ...p, id: p.place_id, name: p.place, colour: colourOf(p.holder ?? p.rivals[0]), rivals: p.rivals.map((r) => r.id), stale: p.last_heard < on.slice(0, 4) }));
  const seed = [...places];
  const STATUS = ['confirmed', 'reported', 'reported', 'claimed', 'vacated', 'disputed'];
  for (let i = 0; i < MANY && seed.length; i++) {
    const who = colours[i % colours.length];
    const status = STATUS[i % STATUS.length];
    places.push({ ...seed[i % seed.length], id: 'made.' + i, name: 'موضع ' + i, kind: ['village', 'town', 'village', 'quarter'][i % 4], lat: 32.5 + ((i * 7919) % 4700) / 1000, lon: 36 + ((i * 104729) % 6200) / 1000, holder: status === 'vacated' || status === 'disputed' ? null : who.actor, colour: who.colour, status, rivals: status === 'disputed' ? [who.actor.id, colours[(i + 1) % colours.length].actor.id] : [], contested: i % 17 === 0, stale: i % 9 === 0 });
  }
  const count = new Map();
  for (const p of places) count.set(p.holder?.id ?? '', (count.get(p.holder?.id ?? '') ?? 0) + 1);
  const legend = [...count].sort((a, b) => b[1] - a[1]).map(([id, n]) => ({ holder: colours.find((c) => c.actor.id === id)?.actor ?? null, colour: colours.find((c) => c.actor.id === id)?.colour ?? '#767676', count: n }));
  return { on, known, places, unplaced: raw.places.length - raw.places.filter((p) => p.lat !== null).length, legend };
}

const page = (items, q) => {
  const per = Math.min(500, +(q.per ?? 50));
  const n = +(q.page ?? 1);
  return { items: items.slice((n - 1) * per, n * per), page: n, per, total: items.length };
};
const between = (d, q) => (!q.from || d >= q.from) && (!q.to || d <= q.to);
const eventRow = (e) => ({ ...e, date: e.start === e.end ? e.start : `${e.start}/${e.end}`, place: e.places[0] && { ...e.places[0], ...where(e.places[0].id) }, statements: e.statements.map((s) => s.id), reports: e.statements.map((s) => s.report) });
const where = (id) => { const p = rasid('map', '--on', LAST).places.find((x) => x.place_id === id); return p ? { lat: p.lat, lon: p.lon } : {}; };
const made = [];
let readings = null;

function answer(path, q, body, method) {
  const lang = q.lang === 'en' ? 'en' : 'ar';
  const [a, b, c] = path;
  if (a === 'session') return { user: null, accounts: false, csrf: 'x', version: process.env.VERSION ?? 'mock', rights: ['read', 'review', 'edit', 'admin'] };
  if (a === 'ledger') return { reports: reports.size, statements: listed.length, places: 9, actors: 9, first: FIRST, last: LAST, known_last: LAST, actor_colours: colours };
  if (a === 'map') return map(q.on ?? LAST, q.known);
  if (a === 'outlines') return JSON.parse(readFileSync(join(ROOT, 'src/rasid/lexicons/outlines/sy.json'), 'utf8'));
  if (a === 'events') { const rows = rasid('events').filter((e) => between(e.start, q) && (!q.kind || q.kind.split(',').includes(e.kind))).map(eventRow); return q.bins ? { items: rows.filter((r) => r.place?.lat).map((r) => ({ lat: r.place.lat, lon: r.place.lon, kind: r.kind, count: 1, place: r.place })) } : page(rows, q); }
  if (a === 'places' && method === 'GET' && c === 'history') return rasid('history', b);
  if (a === 'places' && method === 'GET' && c === 'events') return page(rasid('events').filter((e) => e.places.some((p) => p.id === b)).map(eventRow), q);
  if (a === 'places' && method === 'GET') { const h = rasid('holds', b.startsWith('made.') ? map(LAST).places[0].id : b, '--why', '--on', q.on ?? LAST, ...(q.known ? ['--known', q.known] : [])); return { ...h, id: h.place_id, name: h.place, kind: 'village', parents: [{ id: 'x', name: 'ريف حماة' }] }; }
  if (a === 'reports' && method === 'POST') { const file = join(HERE, 'new.jsonl'); const row = { ...readings.report, id: 'new' + made.push(body) }; writeFileSync(file, JSON.stringify(row)); run('add', '--quiet', file); texts.set(row.id, row); relist(); return { id: [...reports.values()].find((r) => r.report.name === row.id)?.report.id }; }
  if (a === 'reports' && b) return reports.get(b) ?? null;
  if (a === 'reports') return page([...reports.values()].map((r) => ({ id: r.report.id, name: r.report.name, title: r.report.title, outlet: r.report.outlet, published: r.report.published, statements: r.statements.length, reviewed: r.statements.filter((s) => s.state !== 'open').length })).sort((x, y) => (x.published < y.published ? 1 : -1)), q);
  if (a === 'changes') return rasid('changes').filter((x) => between(x.day, q));
  if (a === 'disputes') return rasid('disputes', '--on', q.on ?? LAST);
  if (a === 'silences') return rasid('silences');
  if (a === 'brief') return rasid('brief', '--from', q.from, '--to', q.to, '--lang', lang);
  if (a === 'timeline') {
    const kinds = {};
    for (const e of rasid('events')) if (between(e.start, q)) ((kinds[e.start] ??= {})[e.kind] = (kinds[e.start]?.[e.kind] ?? 0) + 1);
    const at = [FIRST, '2019-05-21', '2019-05-28', '2019-06-02', '2019-06-03', '2019-06-05', '2019-06-06', LAST];
    return { from: q.from, to: q.to, actors: colours.map((c) => ({ actor: c.actor, colour: c.colour, days: at.map((day) => ({ day, places: rasid('map', '--on', day).places.filter((p) => p.holder?.id === c.actor.id).length })) })), events: Object.entries(kinds).sort().map(([day, k]) => ({ day, kinds: k })) };
  }
  if (a === 'sources' && b) return { id: b, name: b.replace(/^~/, ''), kind: 'independent', borne_out: 6, contradicted: 2, unheard: 3, events: [...new Set(listed.map((s) => s.statement.event))].map((event) => ({ event, count: listed.filter((s) => s.statement.event === event).length })), statements: listed.filter((s) => s.outlet === b.replace(/^~/, '')).map((s) => ({ ...s.statement, id: s.id, report: s.report, chain: s.statement.chain.links })) };
  if (a === 'sources') return page([...new Set(listed.map((s) => s.outlet))].map((o) => ({ id: '~' + o, name: o, kind: 'independent', reports: [...reports.values()].filter((r) => r.report.outlet === o).length, statements: listed.filter((s) => s.outlet === o).length, borne_out: 3, contradicted: 1, unheard: 2 })), q);
  if (a === 'search') { const plain = (t) => t?.replace(/[أإآ]/g, 'ا').replace(/ة/g, 'ه').replace(/ى/g, 'ي'); const has = (t) => plain(t)?.includes(plain(q.q)); return { places: map(LAST).places.filter((p) => has(p.name)), actors: colours.map((c) => c.actor).filter((x) => has(x.name)), reports: [...reports.values()].map((r) => r.report).filter((r) => has(r.title) || has(r.text)), statements: listed.filter((s) => has(s.statement.evidence)).map((s) => ({ id: s.id, report: s.report, event: s.statement.event, evidence: s.statement.evidence, date: s.statement.date })) }; }
  if (a === 'queue' && method === 'GET') return page(listed.slice(0, 12).map((s, n) => ({ id: String(n), kind: ['dispute', 'low_confidence', 'unknown_place', 'unknown_actor', 'near_duplicate', 'date'][n % 6], what: s.statement.place?.[0]?.name ?? s.statement.event, evidence: s.statement.evidence, report: s.report, statement: s.id, place: s.statement.place?.[0] ?? null, taken_by: n === 1 ? 'ليلى' : null })).filter((i) => !q.kind || i.kind === q.kind), q);
  if (a === 'read') {
    const text = body.text ?? 'نص';
    const row = { id: 'pasted', text, outlet: body.outlet ?? '', published: body.published ?? '2019-06-07' };
    const out = execFileSync(PYTHON, ['-m', 'rasid.cli', 'read', '--format', 'jsonl', '-'], { env, input: JSON.stringify(row) + '\n', stdio: ['pipe', 'pipe', 'ignore'] });
    const r = JSON.parse(out.toString().split('\n')[0]);
    readings = { report: { ...row, id: '', title: '' }, statements: r.statements.map((s) => ({ status: 'occurred', date: '', source: [], ...s, chain: s.chain.links })) };
    return { reading: readings, token: 't' };
  }
  if (a === 'reviews' && c === 'undo') {
    copyFileSync(join(HERE, `before-${existsSync(join(HERE, `before-${b}.db`)) ? b : made.length}.db`), DB);
    relist();
    return {};
  }
  if (a === 'reviews') {
    const id = String(made.push(body));
    copyFileSync(DB, join(HERE, `before-${id}.db`));
    const more = body.action === 'correct' ? [body.slot, ...[body.value].flat().filter((v) => v !== null && v !== '').map(String)] : [];
    run('review', body.action, body.statement, ...more, '--who', 'ليلى');
    relist();
    return { id };
  }
  if (a === 'statements') {
    const s = { agent: [], target: [], place: [], source: [], chain: [], rules: [], reviews: [], status: 'occurred', date: '', ...body, id: 'added' + made.push(body), state: 'added' };
    for (const k of ['agent', 'target', 'place', 'source']) s[k] = [s[k]].flat().filter(Boolean).map((n) => (typeof n === 'string' ? { name: n } : n));
    reports.get(body.report)?.statements.push(s);
    return { id: s.id };
  }
  return {};
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
createServer((req, res) => {
  const url = new URL(req.url, 'http://x');
  const chunks = [];
  req.on('data', (d) => chunks.push(d));
  req.on('end', () => {
    res.setHeader('Content-Security-Policy', POLICY);
    if (!url.pathname.startsWith('/api/v1/')) {
      const file = join(STATIC, normalize(url.pathname === '/' ? '/index.html' : url.pathname));
      if (!existsSync(file)) return res.writeHead(404).end();
      return res.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
    }
    const path = url.pathname.slice(8).split('/').map(decodeURIComponent);
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    try {
      let body = {};
      const raw = Buffer.concat(chunks).toString();
      if (req.headers['content-type']?.startsWith('multipart/')) body = { text: raw.split('\r\n\r\n')[1]?.split('\r\n--')[0] };
      else body = JSON.parse(raw || '{}');
      if ((body.text ?? '').length > 500000) return res.writeHead(413).end(JSON.stringify({ error: { code: 'too_large', message: 'نص أطول مما يُقرأ دفعة واحدة', remedy: 'قسّمه إلى تقارير' } }));
      const out = answer(path, Object.fromEntries(url.searchParams), body, req.method);
      if (out === null) return res.writeHead(404).end(JSON.stringify({ error: { code: 'not_found', message: 'لا تقرير بهذا المعرّف', remedy: '' } }));
      res.writeHead(200).end(JSON.stringify(out));
    } catch (e) {
      res.writeHead(500).end(JSON.stringify({ error: { code: 'mock', message: String(e.message).slice(0, 300) } }));
    }
  });
}).listen(+(process.env.PORT ?? 8642), '127.0.0.1', () => console.log('mock ready'));
