/** Where the map looks, in the projection that MapLibre uses: a world of 512 pixels at zoom 0. */

export interface View {
  lat: number;
  lon: number;
  zoom: number;
}
export interface Room {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const across = (lon: number): number => (lon + 180) / 360;
const down = (lat: number): number => (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
const latOf = (y: number): number => (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90;

/** From degrees to pixels of a canvas of this size that looks at a view. */
export function projection(view: View, width: number, height: number): (lon: number, lat: number) => [number, number] {
  const world = 512 * 2 ** view.zoom;
  const x = across(view.lon) * world - width / 2;
  const y = down(view.lat) * world - height / 2;
  return (lon, lat) => [across(lon) * world - x, down(lat) * world - y];
}

/** The view in which bounds (west, south, east, north) fill the part of a canvas that room leaves. */
export function fit([west, south, east, north]: [number, number, number, number], width: number, height: number, room: Room, maxZoom: number): View {
  const wide = Math.max(1e-9, across(east) - across(west));
  const high = Math.max(1e-9, down(south) - down(north));
  const free = [Math.max(40, width - room.left - room.right), Math.max(40, height - room.top - room.bottom)] as const;
  const zoom = Math.max(3, Math.min(maxZoom, Math.log2(Math.min(free[0] / wide, free[1] / high) / 512)));
  const world = 512 * 2 ** zoom;
  const x = (across(west) + across(east)) / 2 - (room.left - room.right) / 2 / world;
  const y = (down(north) + down(south)) / 2 - (room.top - room.bottom) / 2 / world;
  return { lat: latOf(y), lon: x * 360 - 180, zoom };
}
