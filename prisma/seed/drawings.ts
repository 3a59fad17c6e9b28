// Pictures, sheets and sounds of the demo campus, made here: nothing of anybody else's.

/** A fixed sequence of numbers below a limit: the same picture each time. */
export function sequence(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => (state = (state * 48_271) % 2_147_483_647) % limit;
}

/** A page to print, as PDF 1.4: a heading, and lines to write on, each with what it asks (Latin-1 text). */
export function sheetToPrint(heading: string, fields: readonly string[]): Buffer {
  const escape = (text: string) => text.replaceAll("\\", "\\\\").replaceAll("(", "\\(").replaceAll(")", "\\)");
  const text = fields.map(
    (field, index) =>
      `BT /F1 11 Tf 56 ${700 - index * 62} Td (${escape(field)}) Tj ET 56 ${688 - index * 62} m 539 ${688 - index * 62} l S`,
  );
  const content = `BT /F1 22 Tf 56 770 Td (${escape(heading)}) Tj ET\n0.5 w\n${text.join("\n")}`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, "0");
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${at} 00000 n \n`).join("")}`;
  return Buffer.from(`${body}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, "latin1");
}

/** Seconds of even clicks as sound: 8 kHz, 8 bit, one channel (RIFF WAVE). */
export function clicks(perSecond: number, seconds: number): Buffer {
  const rate = 8_000;
  const samples = Buffer.alloc(rate * seconds, 128);
  for (let at = 0; at < samples.length; at += Math.round(rate / perSecond)) {
    for (let n = 0; n < 600 && at + n < samples.length; n += 1)
      samples[at + n] = 128 + Math.round(100 * Math.exp(-n / 120) * Math.sin(n * 0.55));
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
