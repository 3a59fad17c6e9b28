import { expect, test } from "@jest/globals";
import { type PasswordFault, type PasswordOwner, type PasswordRules, passwordFaults } from "./passwords";

const ana: PasswordOwner = { login: "ana.m", givenName: "Ana", familyName: "Müller", email: "ana.mueller@example.org" };
const table: [string, PasswordOwner, PasswordRules, PasswordFault[]][] = [
  ["correct horse", {}, {}, []],
  ["123456789", {}, {}, ["TOO_SHORT"]],
  ["1234567890", {}, {}, []],
  ["😀😀😀😀😀😀😀😀😀😀", {}, {}, []],
  ["😀😀😀😀😀", {}, {}, ["TOO_SHORT"]],
  ["x".repeat(128), {}, {}, []],
  ["x".repeat(129), {}, {}, ["TOO_LONG"]],
  ["ﬀﬀﬀﬀﬀ", {}, {}, []],
  ["my ANA.M secret", ana, {}, ["CONTAINS_LOGIN"]],
  ["anaconda in the sun", ana, {}, []],
  ["the mu\u0308ller house", ana, {}, ["CONTAINS_NAME"]],
  ["ana.mueller-2026", ana, {}, ["CONTAINS_LOGIN", "CONTAINS_EMAIL"]],
  ["twelve signs", {}, { minimum: 14 }, ["TOO_SHORT"]],
  ["twelve signs", {}, { minimum: 3 }, []],
  ["nineteen signs here", {}, { minimum: 40 }, ["TOO_SHORT"]],
  ["only letters", {}, { upper: true, digit: true, symbol: true }, ["NEEDS_UPPER", "NEEDS_DIGIT", "NEEDS_SYMBOL"]],
  ["ALL GREAT 1!", {}, { lower: true }, ["NEEDS_LOWER"]],
];

test.each(table)("%j of %j under %j: %j", (password, owner, rules, faults) =>
  expect(passwordFaults(password, owner, rules)).toEqual(faults),
);
