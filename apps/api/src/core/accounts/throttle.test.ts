import { expect, test } from "@jest/globals";
import { addressKey } from "./throttle";
import { isSigned, seal, sign, unseal } from "./sealing";
import { browserOf } from "./user-agents";
import { isSolved, newChallenge, PROOF_BITS, solve } from "./proof-of-work";

test.each([
  ["203.0.113.9", "address:203.0.113.9"],
  ["::ffff:203.0.113.9", "address:203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff::1", "address:2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::", "address:2001:db8:1:2::/64"],
  ["::1", "address:0:0:0:0::/64"],
  ["fe80::1%eth0", "address:fe80:0:0:0::/64"],
  ["", "address:"],
])("%s counts as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test("what is sealed opens with its secret and use only, and not when it was changed", () => {
  const sealed = seal("a-secret", "totp", "JBSWY3DP");
  expect(unseal("a-secret", "totp", sealed)).toBe("JBSWY3DP");
  expect(sealed).not.toBe(seal("a-secret", "totp", "JBSWY3DP"));
  expect(() => unseal("b-secret", "totp", sealed)).toThrow();
  expect(() => unseal("a-secret", "other", sealed)).toThrow();
  const [iv, tag, text] = sealed.split(".");
  expect(() => unseal("a-secret", "totp", `${iv}.${tag}.${text!.startsWith("A") ? "B" : "A"}${text!.slice(1)}`)).toThrow();
});

test("a signature is of one text, secret and use", () => {
  const signature = sign("a-secret", "use", "text");
  expect(isSigned("a-secret", "use", "text", signature)).toBe(true);
  for (const [secret, use, text] of [
    ["b-secret", "use", "text"],
    ["a-secret", "us", "text"],
    ["a-secret", "use", "texts"],
  ] as const)
    expect(isSigned(secret, use, text, signature)).toBe(false);
  expect(isSigned("a-secret", "use", "text", "")).toBe(false);
});

test("a challenge takes work: 17 zero bits, which guessing does not give", () => {
  const made = newChallenge("a-secret");
  expect(made.bits).toBe(PROOF_BITS);
  expect(isSolved(solve(made), PROOF_BITS)).toBe(true);
  expect([0, 1, 2, 3].every((nonce) => isSolved({ challenge: made.challenge, nonce: `guess${nonce}` }, PROOF_BITS))).toBe(false);
});

test.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Safari",
    "iOS",
  ],
  ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome", "Android"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge",
    "Windows",
  ],
  ["curl/8.0", null, null],
])("%s is %s on %s", (userAgent, browser, system) => {
  expect(browserOf(userAgent)).toEqual({ browser, system });
});
