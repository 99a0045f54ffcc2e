/** The mark of a place as the map draws it, for legends, panels and tables. */
import { useId } from 'preact/hooks';
import { type MarkSpec, SHAPES, strokes } from '../map/marks';

export function Mark({ size = 20, ...spec }: MarkSpec & { size?: number }) {
  const clip = useId();
  return (
    <svg class="mark" width={size} height={size} viewBox="-1 -1 26 26" aria-hidden="true" focusable="false">
      <clipPath id={clip}>
        <path d={SHAPES[spec.shape] ?? SHAPES['circle']} />
      </clipPath>
      {strokes(spec).map((s, n) => (
        <path
          key={n}
          d={s.d}
          fill={s.fill ?? 'none'}
          stroke={s.stroke ?? 'none'}
          stroke-width={s.width}
          stroke-dasharray={s.dash?.join(' ')}
          stroke-linejoin="round"
          clip-path={s.inside ? `url(#${clip})` : undefined}
        />
      ))}
    </svg>
  );
}
