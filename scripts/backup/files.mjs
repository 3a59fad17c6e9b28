// A campus's files by the names of their bytes: `blobs/ab/cd/<sha256>`, in a campus and in a backup alike.
import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

export const blobPlace = (root, sha256) => path.join(root, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** Hex SHA-256 of a file's bytes, and how many there are. */
export async function hashOf(file) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** Flushes a file, or the entries of a folder, to the disk. */
export async function flush(place) {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Some systems do not flush folders.
    if (error.code !== "EINVAL" && error.code !== "EPERM" && error.code !== "EISDIR") throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Copies a blob from one root to another, unless it is there, and looks at the copy: its bytes must be those of its name. A copy shares
 * the disk's blocks where the file system can. Gives its size; null where there is none to copy.
 */
export async function copyBlob(from, to, sha256) {
  const place = blobPlace(to, sha256);
  const there = await stat(place).catch(() => null);
  if (there) return there.size;
  await mkdir(path.dirname(place), { recursive: true });
  const half = `${place}.half`;
  try {
    await copyFile(blobPlace(from, sha256), half, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
  const copied = await hashOf(half);
  if (copied.sha256 !== sha256) {
    await rm(half, { force: true });
    throw new Error(`The file ${sha256} is damaged: its bytes are those of ${copied.sha256}.`);
  }
  await flush(half);
  await rename(half, place);
  return copied.bytes;
}

/** Whether a folder is absent or holds nothing. */
export const isEmpty = async (folder) => (await readdir(folder).catch(() => [])).length === 0;
