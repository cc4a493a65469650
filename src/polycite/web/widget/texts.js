/** Words by language; each has the same keys. */
const TEXTS = {};

const LOCALES = { nl: "nl-BE", fr: "fr-BE", en: "en-GB" };

/** The first of the wanted languages that the widget speaks, else Dutch. */
function spoken(...wanted) {
  const primary = wanted.map((tag) => (tag ?? "").toLowerCase().split("-")[0]);
  return primary.find((tag) => Object.hasOwn(TEXTS, tag)) ?? "nl";
}

/** Says things in one language, days and counts too. */
class Words {
  constructor(language) {
    this.language = language;
    this.plural = new Intl.PluralRules(LOCALES[language]);
    this.date = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" });
  }

  say(key, told = {}) {
    const found = TEXTS[this.language][key];
    const pattern = typeof found === "string" ? found : (found[this.plural.select(told.n)] ?? found.other);
    return pattern.replace(/\{(\w+)\}/g, (_, name) => told[name].toLocaleString(LOCALES[this.language]));
  }

  /** An ISO 8601 day as people write it; what is no day stays as it is. */
  day(iso) {
    const at = new Date(`${iso}T00:00:00Z`);
    if (Number.isNaN(at.getTime())) return iso;
    const written = this.date.format(at);
    return this.language === "fr" ? written.replace(/^1 /, "1er ") : written;
  }
}
