import { crc32, deflateRawSync } from 'node:zlib';

/** Numbers as bytes, [bytes, value] each. */
function fields(...all) {
  return Buffer.concat(
    all.map(([bytes, value]) => {
      const part = Buffer.alloc(bytes);
      part.writeUIntLE(value, 0, bytes);
      return part;
    }),
  );
}

/** A zip archive. `mode`: Unix permissions; `claims`: a size other than the body's. */
export function zip(members) {
  let offset = 0;
  const files = [];
  const directory = [];
  for (const { name, body, mode = 0o100644, claims = body.length, flags = 0 } of members) {
    const packed = deflateRawSync(body);
    const common = [[2, flags], [2, 8], [4, 0], [4, crc32(body)], [4, packed.length], [4, claims]]; // prettier-ignore
    const file = Buffer.concat([
      fields([4, 0x04034b50], [2, 20], ...common, [2, name.length], [2, 0]),
      Buffer.from(name),
      packed,
    ]);
    directory.push(
      fields([4, 0x02014b50], [2, 0x0314], [2, 20], ...common, [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, mode * 0x10000], [4, offset]), // prettier-ignore
      Buffer.from(name),
    );
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const count = members.length;
  const end = fields(
    [4, 0x06054b50],
    [4, 0],
    [2, count],
    [2, count],
    [4, listed.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...files, listed, end]);
}
