const OPENED = Date.UTC(2025, 0, 1, 8, 0, 0);
const DAY = 86_400_000;

/** A time of the shop's calendar, which begins on 2025-01-01 08:00:00: `YYYY-MM-DD HH:MM:SS`. */
export function shopTime(day: number, seconds = 0): string {
  return new Date(OPENED + day * DAY + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** A day of the shop's calendar; negative days lie before its opening. */
export function shopDay(day: number): string {
  return shopTime(day).slice(0, 10);
}
