import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

/** Static hosts take files of 25 MB and more; the last few bytes are theirs. */
const PART_BYTES = 24 * 1024 * 1024;

/** See fetch.d.mts. */
export async function describeModel(path, { partBytes = PART_BYTES } = {}) {
  const file = basename(path);
  const whole = createHash('sha256');
  const parts = [];
  let hash;
  let bytes = 0;
  const endPart = () => {
    if (bytes > 0) parts.push({ file: `part-${parts.length}.bin`, bytes, sha256: hash.digest('hex') });
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    whole.update(chunk);
    for (let start = 0; start < chunk.length;) {
      if (bytes === 0) hash = createHash('sha256');
      const piece = chunk.subarray(start, start + partBytes - bytes);
      hash.update(piece);
      bytes += piece.length;
      start += piece.length;
      if (bytes < partBytes) continue;
      endPart();
      bytes = 0;
    }
  }
  endPart();
  return {
    name: file.replace(/\.gguf$/i, ''),
    format: 'gguf',
    file,
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    sha256: whole.digest('hex'),
    parts,
  };
}
