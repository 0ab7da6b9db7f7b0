// The emoji codes that apps use most; any other code stays as it was written.

const EMOJI = {
  "+1": "👍", "-1": "👎", alarm_clock: "⏰", arrow_right: "➡️", arrow_up: "⬆️", arrow_down: "⬇️",
  ballot_box_with_check: "☑️", bell: "🔔", black_circle: "⚫", blue_book: "📘", bookmark_tabs: "📑",
  books: "📚", boom: "💥", bulb: "💡", calendar: "📅", chart_with_upwards_trend: "📈", clipboard: "📋",
  clock3: "🕒", closed_lock_with_key: "🔐", construction: "🚧", eyes: "👀", fire: "🔥",
  fire_engine: "🚒", gear: "⚙️", hammer_and_wrench: "🛠️", hand: "✋", heart: "❤️",
  heavy_check_mark: "✔️", heavy_multiplication_x: "✖️", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", inbox_tray: "📥", information_source: "ℹ️", key: "🔑",
  large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠",
  large_purple_circle: "🟣", large_yellow_circle: "🟡", link: "🔗", lock: "🔒", mag: "🔍",
  mailbox: "📫", mega: "📣", memo: "📝", no_entry: "⛔", no_entry_sign: "🚫", ok: "🆗",
  ok_hand: "👌", outbox_tray: "📤", package: "📦", page_facing_up: "📄", paperclip: "📎",
  point_right: "👉", pray: "🙏", pushpin: "📌", question: "❓", raised_hands: "🙌", red_circle: "🔴",
  rocket: "🚀", rotating_light: "🚨", scales: "⚖️", shield: "🛡️", sos: "🆘", sparkles: "✨",
  speech_balloon: "💬", stopwatch: "⏱️", tada: "🎉", thumbsdown: "👎", thumbsup: "👍",
  thinking_face: "🤔", warning: "⚠️", wave: "👋", white_check_mark: "✅", white_circle: "⚪",
  wrench: "🔧", x: "❌", zap: "⚡",
};

export const emoji = (name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : `:${name}:`);

/** Plain text with its codes drawn. */
export const withEmoji = (text) => String(text).replace(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name));
