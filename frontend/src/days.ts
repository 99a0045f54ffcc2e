/** Arithmetic of ISO days. */
const DAY = 86_400_000;

export const toNumber = (iso: string): number => Math.round(Date.parse(iso.slice(0, 10) + 'T00:00:00Z') / DAY);
export const toDay = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
export const addDays = (iso: string, days: number): string => toDay(toNumber(iso) + days);
export const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
export const isDay = (text: string | undefined): text is string => !!text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
export const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));
