/** Rows of an AICC table: comma-separated, values in double quotes (doubled inside), any line ending, blank lines dropped. */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = "";
  let quoted = false;
  const endRow = (): void => {
    row.push(value);
    if (row.some((one) => one.trim() !== "")) rows.push(row);
    [row, value] = [[], ""];
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quoted) {
      if (character !== '"') value += character;
      else if (text.charAt(i + 1) === '"') value += text.charAt(++i);
      else quoted = false;
    } else if (character === '"') {
      // Blanks before an opening quote are layout.
      value = value.trim();
      quoted = true;
    } else if (character === ",") {
      row.push(value);
      value = "";
    } else if (character === "\n" || character === "\r") endRow();
    else value += character;
  }
  endRow();
  return rows;
}

/** Sections of an AICC ini-like file by lower-case name; keys are lower case too, lines starting with `;` are remarks. */
export function sectionsOf(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of text.split(/\r\n|\r|\n/).map((one) => one.trim())) {
    const name = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (name !== undefined) {
      current = new Map();
      sections.set(name.trim().toLowerCase(), current);
    } else if (!line.startsWith(";") && line.includes("=")) {
      const at = line.indexOf("=");
      current?.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
    }
  }
  return sections;
}
