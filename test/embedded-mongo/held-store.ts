// A process of its own that holds a folder until it is killed.
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';

const { uri } = await startEmbeddedStore({ dataDir: process.argv[2] ?? '' });
process.send?.(uri);
