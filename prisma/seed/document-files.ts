// The bytes of the demo course's files, made here: no picture, sheet or sound of anybody else's.

/** The seven stars of the Plough and Polaris, in a made-up field of fainter ones, as SVG. */
export function starChart(): string {
  const plough: [number, number][] = [
    [180, 420],
    [300, 350],
    [390, 360],
    [480, 330],
    [520, 430],
    [680, 420],
    [690, 310],
  ];
  const bright = plough.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="6"/>`).join("");
  const line = `<polyline points="${plough.map((point) => point.join(",")).join(" ")} 480,330" fill="none" stroke="#7c93c4" stroke-width="2"/>`;
  // A fixed sequence: the same picture each time.
  let state = 7;
  const next = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit;
  const faint = Array.from(
    { length: 160 },
    () => `<circle cx="${next(900)}" cy="${next(600)}" r="${(next(14) + 4) / 10}" opacity="0.7"/>`,
  ).join("");
  const pointer = `<line x1="690" y1="310" x2="740" y2="60" stroke="#e0b04c" stroke-width="2" stroke-dasharray="6 8"/><circle cx="745" cy="45" r="7" fill="#e0b04c"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="#101a33"/><g fill="#fff">${faint}${bright}</g>${line}${pointer}</svg>`;
}

/** A page to print, as PDF 1.4: a heading, lines to write on. */
export function observationSheet(): Buffer {
  const fields = [
    "Date and time",
    "Place",
    "Sky: clouds, Moon, faintest magnitude",
    "With what",
    "What I saw",
    "",
    "",
    "Altitude and azimuth",
    "What I would do differently",
  ];
  const text = fields.map(
    (field, index) => `BT /F1 11 Tf 56 ${700 - index * 62} Td (${field}) Tj ET 56 ${688 - index * 62} m 539 ${688 - index * 62} l S`,
  );
  const content = `BT /F1 22 Tf 56 770 Td (Observation sheet) Tj ET\n0.5 w\n${text.join("\n")}`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
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

/** Six seconds of clicks, 1.4 a second, as a slow pulsar's radio beat sounds: 8 kHz, 8 bit, one channel (RIFF WAVE). */
export function pulsarBeat(): Buffer {
  const rate = 8_000;
  const samples = Buffer.alloc(rate * 6, 128);
  for (let at = 0; at < samples.length; at += Math.round(rate / 1.4)) {
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
