import type { XmlElement } from "./safe-xml";

/** An attribute's value whatever its letter case, or the default. */
export function textAt(element: XmlElement, name: string, otherwise: string): string {
  const key = name.toLowerCase();
  return element.attributes.find((one) => one.local.toLowerCase() === key)?.value.trim() ?? otherwise;
}

/** An XML Schema boolean, or the default. */
export function booleanAt(element: XmlElement, name: string, otherwise: boolean): boolean {
  const value = textAt(element, name, "").toLowerCase();
  return value === "" ? otherwise : value === "true" || value === "1";
}

/** A decimal number, or the default when absent or not a number. */
export function numberAt(element: XmlElement, name: string, otherwise: number): number {
  const value = textAt(element, name, "");
  const number = Number(value);
  return value === "" || !Number.isFinite(number) ? otherwise : number;
}
