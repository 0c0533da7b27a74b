import { main } from './command';

process.exitCode = await main(process.argv.slice(2));
