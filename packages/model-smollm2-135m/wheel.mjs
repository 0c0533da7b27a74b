import { open } from 'yauzl';

/** More members than a wheel of ours has by far. */
const MOST_MEMBERS = 10_000;

/** The type of a file among its Unix permissions, and what it is of plain files; archives of other systems have 0. */
const TYPE = 0o170000;
const PLAIN = [0, 0o100000];

/**
 * Reads one member of a zip archive, such as a Python wheel, chunk by chunk. Nothing is unpacked: names are compared,
 * and never used as paths. How much is read is up to the caller, who stops at the size that it expects.
 * @param {string} path of the archive
 * @param {string} name of the member, as it stands in the archive
 * @returns {AsyncGenerator<Buffer>}
 * @throws {Error} no such member, several of that name, one that is no plain file, or an archive that is damaged
 */
export async function* memberOfWheel(path, name) {
  const zip = await promised((done) => open(path, { lazyEntries: true, autoClose: false }, done));
  try {
    const members = await membersOf(zip, path);
    const found = members.filter(({ fileName }) => fileName === name);
    if (found.length !== 1) {
      throw new Error(`${path} has ${found.length === 0 ? 'no member' : 'several members'} ${name}`);
    }
    const [member] = found;
    const type = (member.externalFileAttributes >>> 16) & TYPE;
    if (!PLAIN.includes(type) || member.isEncrypted()) {
      throw new Error(`${name} in ${path} is no plain file`);
    }
    yield* await promised((done) => zip.openReadStream(member, done));
  } finally {
    zip.close();
  }
}

/** All members, since two of one name are told apart differently by every reader. */
function membersOf(zip, path) {
  return new Promise((resolve, reject) => {
    const members = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(members));
    zip.on('entry', (member) => {
      members.push(member);
      if (members.length > MOST_MEMBERS) reject(new Error(`${path} has more than ${MOST_MEMBERS} members`));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

const promised = (call) =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
