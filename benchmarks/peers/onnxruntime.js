// ONNX Runtime as a peer of `peers`: its LSTM and GRU operators, forwards. Speaks the protocol of README.md; see install.sh.
const { spawnSync } = require('child_process');
const { createInterface } = require('readline');
const fs = require('fs');
const os = require('os');
const path = require('path');
const ort = require('onnxruntime-node');

const cells = ['lstm', 'gru', 'peephole', 'cifg'];
let session = null;
let feeds = null;

async function prepare(cell, mode, batch, steps, inputs, hidden, threads) {
  if (mode !== 'forward') return 'absent it runs forwards only';
  if (!cells.includes(cell)) return 'absent it has no such cell';
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'peer-'));
  try {
    const file = path.join(folder, 'model.onnx');
    const made = spawnSync('/usr/bin/python3', [path.join(__dirname, 'onnx_model.py'), cell, steps, batch, inputs, hidden, file].map(String), { encoding: 'utf8' });
    if (made.status !== 0) return 'absent no model: ' + (made.stderr || String(made.error)).trim().split('\n').pop();
    if (session) await session.release();
    session = await ort.InferenceSession.create(file, { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all' });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }

  const x = Float32Array.from({ length: steps * batch * inputs }, () => Math.random() * 2 - 1);
  feeds = { X: new ort.Tensor('float32', x, [steps, batch, inputs]) };
  for (let i = 0; i < 3; i++) await session.run(feeds);
  return 'ready';
}

async function run(times) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) await session.run(feeds);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

(async () => {
  console.log('peer ONNX Runtime ' + ort.env.versions.node);
  for await (const line of createInterface({ input: process.stdin })) {
    const words = line.trim().split(' ');
    if (words[0] === 'prepare') console.log(await prepare(words[1], words[2], ...words.slice(3).map(Number)));
    else if (words[0] === 'run') console.log(await run(Number(words[1])));
  }
})();
