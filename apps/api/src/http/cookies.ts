/** Reads a Cookie header (RFC 6265) into names and values; the first of two equal names wins. */
export function parse(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    cookies[name] ??= part
      .slice(at + 1)
      .trim()
      .replace(/^"|"$/g, "");
  }
  return cookies;
}
