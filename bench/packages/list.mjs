/**
 * Packages whose published sources hold generators, async functions and async generators as their authors wrote them, by
 * version. `sources` picks the files where a package ships the same code more than once, or other people's beside it.
 */
const scripts = /\.[cm]?js$/;

export const packages = [
  { name: '@apollo/server', version: '5.5.1', sources: /^dist\/esm\/.*\.js$/ },
  { name: '@babel/core', version: '7.29.13' },
  { name: '@ipld/car', version: '5.4.7', sources: /^src\/.*\.js$/ },
  { name: '@npmcli/arborist', version: '9.9.3' },
  { name: 'abstract-level', version: '3.1.1' },
  { name: 'ava', version: '7.0.0' },
  { name: 'cacache', version: '20.0.4' },
  { name: 'datastore-core', version: '12.0.1' },
  { name: 'eslint', version: '10.15.0' },
  { name: 'execa', version: '9.6.1' },
  { name: 'got', version: '14.6.6' },
  { name: 'hono', version: '4.13.19', sources: /^dist\/(?!cjs\/).*\.js$/ },
  { name: 'ipfs-unixfs-exporter', version: '16.2.2' },
  { name: 'ipfs-unixfs-importer', version: '17.1.1' },
  { name: 'iter-tools-es', version: '7.5.4' },
  { name: 'jose', version: '6.2.18' },
  { name: 'lint-staged', version: '16.4.0' },
  { name: 'make-fetch-happen', version: '15.0.6' },
  { name: 'mercurius', version: '16.10.1', sources: /^(?:index|lib\/.*)\.js$/ },
  { name: 'p-map', version: '7.1.1' },
  { name: 'p-queue', version: '9.3.5' },
  { name: 'pacote', version: '21.5.3' },
  { name: 'release-it', version: '20.2.1', sources: /^lib\/.*\.js$/ },
  { name: 'semantic-release', version: '24.2.9' },
  { name: 'tinypool', version: '2.2.0' },
  { name: 'undici', version: '7.30.2' },
].map((entry) => ({ sources: scripts, ...entry }));
