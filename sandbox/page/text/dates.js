// Instants in words, in the time zone of the person acted as. Formats: Slack's date tokens.
// https://docs.slack.dev/messaging/formatting-message-text/#date-formatting
import { businessNow } from "../state/clock.js";
import { state } from "../state/store.js";

const DAY_MS = 86_400_000;

const format = (date, options) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: state.me?.tz || "UTC", ...options }).format(date);

export const fromTs = (ts) => new Date(Number(ts) * 1000);
export const time = (date) => format(date, { hour: "2-digit", minute: "2-digit" });
const day = (date) => format(date, { day: "numeric", month: "numeric", year: "numeric" });
export const full = (date) => `${dateLong(date)} at ${format(date, { timeStyle: "medium" })}`;

const dateLong = (date) => format(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const date = (date) => format(date, { day: "numeric", month: "long", year: "numeric" });
const dateShort = (date) => format(date, { day: "numeric", month: "short", year: "numeric" });

/** “today”, “yesterday” or “tomorrow” where it is, else null. */
function near(instant) {
  const now = businessNow().getTime();
  const names = { yesterday: -1, today: 0, tomorrow: 1 };
  const is = ([, away]) => day(new Date(now + away * DAY_MS)) === day(instant);
  return Object.entries(names).find(is)?.[0] ?? null;
}

function ago(instant) {
  const minutes = Math.round((instant - businessNow()) / 60_000);
  const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
  return Math.abs(minutes) < 60
    ? relative.format(minutes, "minute")
    : relative.format(Math.round(minutes / 60), "hour");
}

const TOKENS = {
  date_num: (instant) => format(instant, { dateStyle: "short" }),
  date,
  date_short: dateShort,
  date_long: dateLong,
  date_pretty: (instant) => near(instant) ?? date(instant),
  date_short_pretty: (instant) => near(instant) ?? dateShort(instant),
  date_long_pretty: (instant) => near(instant) ?? dateLong(instant),
  time,
  time_secs: (instant) => format(instant, { timeStyle: "medium" }),
  ago,
};

/** Fills Slack's tokens; null where one of them is unknown, so that the fallback stands. */
export function slackDate(unix, template) {
  const instant = new Date(Number(unix) * 1000);
  if (Number.isNaN(instant.getTime())) return null;
  const known = [...template.matchAll(/\{(\w+)\}/g)].every(([, token]) => Object.hasOwn(TOKENS, token));
  if (!known) return null;
  return template.replace(/\{(\w+)\}/g, (_, token) => TOKENS[token](instant));
}

/** The divider between two days. */
export function dayName(instant) {
  const name = near(instant);
  return name
    ? name.charAt(0).toUpperCase() + name.slice(1)
    : format(instant, { weekday: "long", day: "numeric", month: "long" });
}
