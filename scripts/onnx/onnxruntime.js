// Runs models in ONNX Runtime, for random_models.py, node_tests.py and the tests of RnnGraph.Onnx: a line of JSON in, {model, feeds: {name: {type, dims, data}}, optimisation}, a line out, {name: {type, dims, data}} or
// {error}. The optimisation is ONNX Runtime's level, 'all' if it isn't said.
const { createInterface } = require('readline');
const ort = require(process.argv[2]);

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, int64: BigInt64Array, bool: Uint8Array };

async function answer(job) {
  const session = await ort.InferenceSession.create(job.model, { logSeverityLevel: 4, graphOptimizationLevel: job.optimisation || 'all' });
  const feeds = {};
  for (const [name, { type, dims, data }] of Object.entries(job.feeds)) {
    feeds[name] = new ort.Tensor(type, arrays[type].from(type === 'int64' ? data.map(BigInt) : data), dims);
  }
  const results = await session.run(feeds);
  await session.release();
  const text = {};
  for (const [name, { type, dims, data }] of Object.entries(results)) text[name] = { type, dims, data: Array.from(data, Number) };
  return text;
}

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply;
    try {
      reply = await answer(JSON.parse(line));
    } catch (fault) {
      reply = { error: String(fault.message || fault) };
    }
    console.log(JSON.stringify(reply));
  }
})();
