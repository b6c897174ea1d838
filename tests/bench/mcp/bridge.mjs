// Puts `writ mcp` behind HTTP, for clients that speak nothing else: node bridge.mjs WRIT REPOSITORY PORT.
// A session is one process; a message is one line.

import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { randomUUID } from 'node:crypto'

const [writ, repository, port] = process.argv.slice(2)
const sessions = new Map()

function begin() {
	const id = randomUUID()
	const child = spawn(writ, ['mcp'], { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'] })
	const waiting = new Map()
	createInterface({ input: child.stdout }).on('line', line => {
		const { id } = JSON.parse(line)
		waiting.get(id)?.(line)
		waiting.delete(id)
	})
	const session = { id, child, waiting }
	sessions.set(id, session)
	return session
}

function answer(request, response, body) {
	const message = JSON.parse(body)
	const session = sessions.get(request.headers['mcp-session-id']) ?? begin()
	if (message.id === undefined) {
		session.child.stdin.write(body + '\n')
		response.writeHead(202).end()
		return
	}
	session.waiting.set(message.id, line => response
		.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': session.id })
		.end(line))
	session.child.stdin.write(body + '\n')
}

createServer((request, response) => {
	if (request.method !== 'POST')
		return response.writeHead(405).end()
	let body = ''
	request.on('data', data => { body += data })
	request.on('end', () => answer(request, response, body))
}).listen(Number(port), '127.0.0.1', () => console.log('listening'))
