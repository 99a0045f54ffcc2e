/** Offsets: the server counts code points, browsers count UTF-16 units; and how marks that overlap are cut into pieces. */
import type { Span, Statement } from '../types';

export class Points {
  private readonly at: number[] = [];
  constructor(readonly text: string) {
    let unit = 0;
    for (const c of text) {
      this.at.push(unit);
      unit += c.length;
    }
    this.at.push(unit);
  }
  get length(): number {
    return this.at.length - 1;
  }
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
  unit(point: number): number {
    return this.at[Math.min(Math.max(0, point), this.length)]!;
  }
  point(unit: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at[middle]! < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface Piece {
  start: number;
  end: number;
  statements: string[];
  /** Slots of the chosen statement that its rules read here. */
  slots: string[];
  picked: boolean;
}

const MARKED = new Set(['agent', 'target', 'place', 'source', 'date', 'event', 'killed', 'injured']);

export const fieldOf = (s: Span | null | undefined): string => s?.field || 'text';

/** Cut a field of a report at every edge of a mark. */
export function pieces(length: number, field: string, statements: Statement[], chosen: Statement | null, picked: Span | null): Piece[] {
  const edges = new Set([0, length]);
  const inField = (s: Span | null | undefined): s is Span => !!s && fieldOf(s) === field && s.end > s.start;
  const cut = (s: Span): void => {
    edges.add(Math.min(length, Math.max(0, s.start)));
    edges.add(Math.min(length, Math.max(0, s.end)));
  };
  const marks = statements.filter((s) => inField(s.evidence_span)).map((s) => ({ id: s.id, span: s.evidence_span! }));
  marks.forEach((m) => cut(m.span));
  const slots: { slot: string; span: Span }[] = [];
  if (chosen) {
    if (inField(chosen.trigger_span)) slots.push({ slot: 'trigger', span: chosen.trigger_span });
    for (const r of chosen.rules) if (MARKED.has(r.slot) && inField(r.span)) slots.push({ slot: r.slot, span: r.span });
    slots.forEach((s) => cut(s.span));
  }
  if (inField(picked)) cut(picked);
  const sorted = [...edges].sort((a, b) => a - b);
  const out: Piece[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i]!, sorted[i + 1]!];
    const covers = (s: Span): boolean => s.start <= start && end <= s.end;
    out.push({
      start,
      end,
      statements: marks.filter((m) => covers(m.span)).map((m) => m.id),
      slots: [...new Set(slots.filter((s) => covers(s.span)).map((s) => s.slot))],
      picked: inField(picked) && covers(picked),
    });
  }
  return out;
}

const EDGE = /[\s«»"'()[\]{}،,.؛;:!؟?…“”‘’–—-]/u;

/** The words of a text with their places, without punctuation at their edges. */
export function words(text: string): Span[] {
  const out: Span[] = [];
  let start = -1;
  let n = 0;
  const points = [...text];
  const close = (end: number): void => {
    if (start < 0) return;
    let from = start;
    let to = end;
    while (from < to && EDGE.test(points[from]!)) from++;
    while (to > from && EDGE.test(points[to - 1]!)) to--;
    if (to > from) out.push({ start: from, end: to });
    start = -1;
  };
  for (; n < points.length; n++) {
    if (/\s/u.test(points[n]!)) close(n);
    else if (start < 0) start = n;
  }
  close(n);
  return out;
}

/** A stretch without the white space and punctuation at its edges. */
export function trimmed(text: Points, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && EDGE.test(text.slice(start, start + 1))) start++;
  while (end > start && EDGE.test(text.slice(end - 1, end))) end--;
  return end > start ? { ...span, start, end } : null;
}
