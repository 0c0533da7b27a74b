// Which code may import which: see rooms.config.mjs. Run by scripts/lint.mjs.
import { PACKAGES } from './rooms.config.mjs';

const TESTS = '\\.(?:test|fixture)\\.';

/** The files of some packages. */
const inPackages = (names) => `^packages/(?:${names.join('|')})/`;
/** The files of some rooms: kernels lie beside `src`, since another compiler reads them. */
const inRooms = (name, rooms) => `^packages/${name}/(?:src/|(?=kernels/))(?:${rooms.join('|')})[/.]`;

/** Packages that hold data have no rooms. Every package's tests may take samples from them. */
const DATA = Object.keys(PACKAGES).filter((name) => !PACKAGES[name].rooms);

/** Imports of `name` out of its own files and what it may use. */
const packageRules = ([name, { uses = [] }]) => {
  const rule = (suffix, from, may) => ({
    name: `package-${name}${suffix}`,
    comment: `${name} may import ${may.join(', ') || 'no other package'}: see rooms.config.mjs.`,
    severity: 'error',
    from: { path: inPackages([name]), ...from },
    to: { path: '^(?:packages|demo|e2e|scripts)/', pathNot: inPackages([name, ...may]) },
  });
  const tests = `${inPackages([name])}.*${TESTS}`;
  return [rule('', { pathNot: TESTS }, uses), rule('-tests', { path: tests }, [...uses, ...DATA])];
};

const roomRules = ([name, { rooms = {} }]) =>
  Object.entries(rooms).map(([room, { uses = [] }]) => ({
    name: `room-${name}-${room}`,
    comment: `In ${name}, ${room} may import ${uses.join(', ') || 'no other room'}: see rooms.config.mjs.`,
    severity: 'error',
    from: { path: inRooms(name, [room]), pathNot: TESTS },
    to: { path: `^packages/${name}/(?:src|kernels)/`, pathNot: inRooms(name, [room, ...uses]) },
  }));

const packages = Object.entries(PACKAGES);

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'No file imports itself by way of others; types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...packages.flatMap(packageRules),
    ...packages.flatMap(roomRules),
  ],
  options: {
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mts', '.mjs', '.js'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:node_modules|dist)/' },
  },
};
