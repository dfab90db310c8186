// Types of parameters by suffix: `data-count:int`.

/** Reads a value as a type; what is none of it is `null`, or stays text. */
export function coerce(value: string, type: string, attribute: string): unknown {
  const text = value.trim();
  switch (type) {
    case "int":
    case "integer":
      return /^[+-]?\d+$/.test(text) ? safeInteger(text) : null;
    case "float":
    case "number":
      return finite(text);
    case "bool":
    case "boolean":
      return /^(true|1|yes|on|checked)$/i.test(text);
    case "json":
    case "object":
    case "array":
      try {
        return JSON.parse(value);
      } catch {
        console.warn(`djust: ${attribute}: not JSON, kept as text`);
        return value;
      }
    case "list":
      return value
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean);
    default:
      console.warn(`djust: ${attribute}: unknown type "${type}", kept as text`);
      return value;
  }
}

/** Whole numbers past 2^53 travel as text. */
function safeInteger(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

/** A decimal number that is not infinite, else `null`. */
function finite(text: string): number | null {
  const isDecimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  return isDecimal && Number.isFinite(Number(text)) ? Number(text) : null;
}
