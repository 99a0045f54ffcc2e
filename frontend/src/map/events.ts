/** Kinds of events in the groups of the map's layers, and the signs that stand for the groups. */
export const GROUPS: Record<string, string[]> = {
  control: ['takes_control', 'withdraws', 'hands_over', 'holds', 'besieges', 'advances'],
  fighting: ['clash', 'ground_attack', 'air_strike', 'shelling', 'bombing'],
  people: ['killing', 'abduction', 'arrest', 'displaces', 'destroys'],
  politics: ['protest', 'riot', 'deploys', 'agreement', 'changes_allegiance', 'no_comment'],
};
export const KINDS = Object.values(GROUPS).flat();

const OF = new Map(Object.entries(GROUPS).flatMap(([g, kinds]) => kinds.map((k) => [k, g] as const)));
export const groupOf = (kind: string): string => OF.get(kind) ?? 'politics';

/** Signs in a box of 24 × 24: a flag, crossed lines, a figure, a speech. */
export const SIGNS: Record<string, string> = {
  control: 'M8 19V5.5M8 6h8.5l-2.5 3 2.5 3H8',
  fighting: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  people: 'M12 5.5a2.4 2.4 0 1 0 .01 0M7 18.5c.5-4 2.5-5.5 5-5.5s4.5 1.5 5 5.5',
  politics: 'M6 7h12v8h-6l-3.5 3v-3H6Z',
};
export const EVENT_COLOUR: Record<string, string> = { control: '#1f3f6d', fighting: '#96201d', people: '#4a2a63', politics: '#3d4a33' };

/** The picture of a group's sign: a light tag with a dark edge, so that it is no place's mark. */
export function sign(group: string, ratio = 2): ImageData {
  const side = 24 * ratio;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  // Drawn to be read at once: without the card, whose pixels come back slowly.
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  ctx.scale(ratio, ratio);
  ctx.beginPath();
  ctx.roundRect(2, 2, 20, 20, 4);
  ctx.fillStyle = '#fffdf7';
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = EVENT_COLOUR[group] ?? '#333';
  ctx.stroke();
  ctx.lineWidth = 2.2;
  ctx.lineCap = ctx.lineJoin = 'round';
  ctx.stroke(new Path2D(SIGNS[group] ?? ''));
  return ctx.getImageData(0, 0, side, side);
}
