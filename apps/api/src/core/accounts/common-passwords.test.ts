import { expect, test } from "@jest/globals";
import { isCommonPassword } from "./common-passwords";

test.each(["123456", "password", "1234567890", "qwertyuiop", "QWERTYUIOP", "1q2w3e4r5t", "ｐａｓｓｗｏｒｄ"])(
  "%s is common",
  async (password) => {
    expect(await isCommonPassword(password)).toBe(true);
  },
);

test.each(["correct horse battery staple", "tübingen im regen 1477", "", "vqz-81-lampenschirm"])("%j is not", async (password) => {
  expect(await isCommonPassword(password)).toBe(false);
});
