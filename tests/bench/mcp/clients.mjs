// Speaks to `writ mcp` with the clients that others use, and says for each step whether it held.
// Run by `run`, which has installed them: node clients.mjs WRIT REPOSITORY

import { Client as SessionClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as SessionTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'

const [writ, repository] = process.argv.slice(2)
const start = { command: writ, args: ['mcp'], cwd: repository, stderr: 'inherit' }
const info = { name: 'clients', version: '1' }
let failed = 0

async function step(name, run) {
	try {
		const note = await run()
		console.log(`ok - ${name}${note ? ` (${note})` : ''}`)
	} catch (error) {
		failed++
		console.log(`not ok - ${name}: ${error.message}`)
	}
}

// The verdict as the command prints it.
function verdict(path, content) {
	const { stdout } = spawnSync(writ, ['check', '--stdin', path, '--format', 'json'],
		{ cwd: repository, input: content })
	return JSON.parse(stdout)
}

async function steps(name, client) {
	let tools
	await step(`${name}: the tools are listed, read-only, with schemas`, async () => {
		({ tools } = await client.listTools())
		assert.deepEqual(tools.map(tool => tool.name), ['check', 'context', 'search', 'decision', 'explain'])
		for (const tool of tools) {
			assert.equal(tool.annotations.readOnlyHint, true)
			assert.equal(tool.annotations.openWorldHint, false)
			assert.equal(tool.inputSchema.type, 'object')
			assert.equal(tool.outputSchema.type, 'object')
		}
	})
	await step(`${name}: a file is judged as writ check judges it`, async () => {
		const content = 'import billing\nBAD\n'
		const result = await client.callTool({ name: 'check', arguments: { path: 'src/new.py', content } })
		assert.deepEqual(result.structuredContent, verdict('src/new.py', content))
		assert.equal(result.structuredContent.verdict, 'reject')
		assert.match(result.content[0].text, /src\/new\.py:2/)
	})
	await step(`${name}: each tool answers by its output schema`, async () => {
		const calls = [
			['check', { worktree: true }], ['check', { range: 'HEAD~1..HEAD' }],
			['context', { paths: ['src/new.py', 'src/'] }], ['search', { query: 'bad words' }],
			['decision', { id: 'ADR-0001' }], ['explain', { path: 'src/a' }], ['explain', { id: 'ADR-0001' }],
			['explain', { id: 'WRIT-REF' }],
		]
		for (const [tool, args] of calls) {
			const result = await client.callTool({ name: tool, arguments: args })
			assert.ok(!result.isError, `${tool}: ${result.content[0].text}`)
			assert.ok(result.structuredContent, tool)
		}
		return `${calls.length} calls`
	})
	await step(`${name}: what the model can mend is a result`, async () => {
		for (const args of [{}, { path: '../x', content: '' }, { pth: 'x' }, { path: 'x' }]) {
			const result = await client.callTool({ name: 'check', arguments: args })
			assert.equal(result.isError, true)
			assert.match(result.content[0].text, /^error: /)
		}
	})
	await step(`${name}: decisions are resources, in pages`, async () => {
		const all = []
		let cursor, pages = 0
		do {
			const page = await client.listResources(cursor ? { cursor } : undefined)
			all.push(...page.resources)
			cursor = page.nextCursor
			pages++
		} while (cursor)
		assert.equal(all.length, 60)
		assert.ok(pages > 1 || client instanceof Client) // which goes on by itself
		assert.equal(new Set(all.map(resource => resource.uri)).size, all.length)
		const read = await client.readResource({ uri: all[0].uri })
		assert.match(read.contents[0].text, /^---\n/)
		assert.equal(Buffer.byteLength(read.contents[0].text), all[0].size)
		await assert.rejects(client.readResource({ uri: 'writ://decision/none' }))
		const { resourceTemplates } = await client.listResourceTemplates()
		assert.equal(resourceTemplates.length, 1)
		return `${all.length} decisions, ${pages} pages`
	})
	await step(`${name}: an unknown tool is refused`, async () => {
		await assert.rejects(client.callTool({ name: 'write', arguments: {} }), /32602|no tool/)
	})
	await step(`${name}: many requests at once are all answered`, async () => {
		const results = await Promise.all(Array.from({ length: 20 }, (_, i) =>
			client.callTool({ name: 'check', arguments: { path: `src/f${i}`, content: 'fine\n' } })))
		assert.ok(results.every(result => result.structuredContent.verdict === 'accept'))
	})
}

// The client of the sessions offers its latest revision; this offers another.
function offering(transport, revision) {
	const send = transport.send.bind(transport)
	transport.send = (message, ...rest) => {
		if (message.method === 'initialize')
			message.params.protocolVersion = revision
		return send(message, ...rest)
	}
	return transport
}

for (const revision of ['2025-03-26', '2025-06-18', '2025-11-25']) {
	const client = new SessionClient(info)
	await client.connect(offering(new SessionTransport(start), revision))
	await step(`sdk ${revision}: a session is agreed upon, and pings are answered`, async () => {
		assert.equal(client.getServerVersion().name, 'writ')
		assert.deepEqual(client.getServerCapabilities(), { resources: {}, tools: {} })
		await client.ping()
	})
	await steps(`sdk ${revision}`, client)
	await client.close()
}

for (const [name, mode] of [['auto', 'auto'], ['2026-07-28', { pin: '2026-07-28' }], ['legacy', 'legacy']]) {
	const client = new Client(info, { versionNegotiation: { mode } })
	await client.connect(new StdioClientTransport(start))
	await step(`client ${name}: speaks ${mode === 'legacy' ? '2025-11-25' : '2026-07-28'}`, async () => {
		assert.equal(client.getNegotiatedProtocolVersion(), mode === 'legacy' ? '2025-11-25' : '2026-07-28')
	})
	await steps(`client ${name}`, client)
	await client.close()
}

// How long one takes on a server that runs, and by the command.
async function times() {
	const client = new SessionClient(info)
	await client.connect(new SessionTransport(start))
	const median = values => values.sort((a, b) => a - b)[values.length >> 1]
	const asked = [], run = []
	for (let i = 0; i < 40; i++) {
		let begin = process.hrtime.bigint()
		await client.callTool({ name: 'check', arguments: { path: 'src/a', content: `fine ${i}\n` } })
		asked.push(Number(process.hrtime.bigint() - begin) / 1e6)
		begin = process.hrtime.bigint()
		execFileSync(writ, ['check', '--stdin', 'src/a'], { cwd: repository, input: `fine ${i}\n` })
		run.push(Number(process.hrtime.bigint() - begin) / 1e6)
	}
	await client.close()
	console.log(`# one file, median of 40: ${median(asked).toFixed(1)} ms by mcp, ` +
		`${median(run).toFixed(1)} ms by check --stdin, clients included`)
}

await times()
process.exit(failed ? 1 : 0)
