/** Title and text of a report with the evidence marked. The words of the report are only ever text nodes. */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n';
import type { ReportFull, Span, Statement } from '../types';
import { type Piece, pieces, Points, trimmed } from './spans';

interface Props {
  report: ReportFull;
  statements: Statement[];
  chosen: Statement | null;
  picked: Span | null;
  picking: boolean;
  choose: (id: string) => void;
  pick: (span: Span) => void;
}

export function MarkedText(p: Props) {
  const root = useRef<HTMLDivElement>(null);
  const title = useMemo(() => new Points(p.report.title ?? ''), [p.report.title]);
  const text = useMemo(() => new Points(p.report.text ?? ''), [p.report.text]);

  useEffect(() => {
    const first = p.chosen && root.current?.querySelector('[data-chosen]');
    if (!first) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    first.scrollIntoView({ block: matchMedia('(min-width: 800px)').matches ? 'center' : 'start', behavior: calm ? 'auto' : 'smooth' });
  }, [p.chosen?.id]);

  // Selecting words with the mouse or by touch, while a slot asks for them.
  useLayoutEffect(() => {
    if (!p.picking) return;
    const read = (): void => {
      const span = selected(root.current, { title, text });
      if (span) p.pick(span);
    };
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [p.picking, p.pick, title, text]);

  return (
    <div ref={root} class={`report-text ${p.picking ? 'picking' : ''}`}>
      {title.length ? (
        <h1 class="report-title" data-field="title" tabIndex={-1}>
          <Field {...p} points={title} field="title" />
        </h1>
      ) : (
        <h1 class="report-title faint" tabIndex={-1}>
          {t('report.no_title')}
        </h1>
      )}
      <div class="report-body" data-field="text">
        <Field {...p} points={text} field="text" />
      </div>
    </div>
  );
}

function Field({ points, field, statements, chosen, picked, choose, picking }: Props & { points: Points; field: string }) {
  const cut = useMemo(() => pieces(points.length, field, statements, chosen, picked), [points, field, statements, chosen, picked]);
  const size = useMemo(() => new Map(statements.map((s) => [s.id, s.evidence_span ? s.evidence_span.end - s.evidence_span.start : 0])), [statements]);
  const state = useMemo(() => new Map(statements.map((s) => [s.id, s.state ?? 'open'])), [statements]);
  const click = (piece: Piece): void => {
    if (picking || !piece.statements.length) return;
    const byLength = [...piece.statements].sort((a, b) => size.get(a)! - size.get(b)!);
    const now = chosen ? byLength.indexOf(chosen.id) : -1;
    choose(byLength[(now + 1) % byLength.length]!);
  };
  return (
    <>
      {cut.map((piece) => {
        const words = points.slice(piece.start, piece.end);
        if (!piece.statements.length && !piece.slots.length && !piece.picked) {
          return (
            <span key={piece.start} data-at={piece.start}>
              {words}
            </span>
          );
        }
        const mine = !!chosen && piece.statements.includes(chosen.id);
        const gone = piece.statements.length > 0 && piece.statements.every((s) => state.get(s) === 'rejected');
        const classes = [
          piece.statements.length ? 'ev' : '',
          piece.statements.length > 1 ? 'many' : '',
          mine ? 'mine' : '',
          gone ? 'gone' : '',
          piece.picked ? 'picked' : '',
          ...piece.slots.map((s) => `slot slot-${s}`),
        ];
        return (
          <mark key={piece.start} data-at={piece.start} data-chosen={mine ? '' : undefined} class={classes.filter(Boolean).join(' ')} onClick={() => click(piece)}>
            {words}
          </mark>
        );
      })}
    </>
  );
}

/** What is selected, as a stretch of one field, in code points. */
function selected(root: HTMLElement | null, fields: Record<string, Points>): Span | null {
  const selection = getSelection();
  if (!root || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const from = place(root, range.startContainer, range.startOffset);
  const to = place(root, range.endContainer, range.endOffset);
  if (!from || !to || from.field !== to.field || to.unit <= from.unit) return null;
  const points = fields[from.field]!;
  return trimmed(points, { start: points.point(from.unit), end: points.point(to.unit), field: from.field });
}

function place(root: HTMLElement, node: Node, offset: number): { field: string; unit: number } | null {
  const element = node instanceof Element ? node : node.parentElement;
  const field = element?.closest<HTMLElement>('[data-field]');
  if (!field || !root.contains(field)) return null;
  const before = document.createRange();
  before.selectNodeContents(field);
  before.setEnd(node, offset);
  return { field: field.dataset['field']!, unit: before.toString().length };
}
