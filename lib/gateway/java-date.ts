/**
 * A time as `java.util.Date` prints it: `Thu Jan 01 00:00:00 UTC 2026`.
 *
 * @param time milliseconds since 1970
 */
export function javaDate(time: number): string {
  const [day = '', date, month, year, clock] = new Date(time).toUTCString().split(' ');
  return `${day.slice(0, 3)} ${month} ${date} ${clock} UTC ${year}`;
}
