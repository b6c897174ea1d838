// Lists the dependencies of package.json files as npm's own npm-package-arg reads them: the names of
// the files on standard input, one a line; PATH, NAME, VERSION, SOURCE with tabs between them. NODE_PATH
// leads to npm's node_modules. A file that cannot be parsed is one line without a name.
'use strict';

const fs = require('fs');
const npa = require('npm-package-arg');

const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const SOURCES = {
	version: 'registry', range: 'registry', tag: 'registry', git: 'git', remote: 'url',
	file: 'path', directory: 'path',
};

function resolved(name, spec) {
	const arg = npa.resolve(name, spec);

	return arg.type === 'alias' ? arg.subSpec : arg;
}

function list(path) {
	const text = fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
	const manifest = JSON.parse(text);

	for (const section of SECTIONS) {
		const entries = manifest && manifest[section];

		if (!entries || typeof entries !== 'object' || Array.isArray(entries))
			continue;
		for (const [name, spec] of Object.entries(entries)) {
			const own = /^(workspace|catalog|link|portal|patch):/.test(spec);
			const arg = typeof spec === 'string' && !own ? resolved(name, spec) : null;

			console.log([path, arg ? arg.name : name, arg && arg.registry ? arg.rawSpec : '',
				arg ? SOURCES[arg.type] : '?'].join('\t'));
		}
	}
}

for (const path of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
	try {
		list(path);
	} catch (error) {
		console.log([path, '', '', error.code || error.name].join('\t'));
	}
}
