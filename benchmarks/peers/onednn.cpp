// oneDNN as a peer of `peers`: its LSTM (with peepholes or without) and linear-before-reset GRU primitives, weights packed as it likes. Speaks the protocol of README.md.
// In training the weights' reorder for the backward primitive, which it needs after every update, is not counted: a favour to it.
// Needs Debian's libdnnl-dev: g++ -O2 -march=native onednn.cpp -ldnnl -o onednn
#include <dnnl.hpp>
#include <omp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <unordered_map>

using namespace dnnl;
using data = memory::data_type;
using tag = memory::format_tag;
using Arguments = std::unordered_map<int, memory>;

static engine cpu(engine::kind::cpu, 0);
static stream order(cpu);

struct Layer
{
    primitive forward, backward;
    Arguments forward_arguments, backward_arguments;
    bool trains = false;

    void run()
    {
        forward.execute(order, forward_arguments);
        if (trains)
            backward.execute(order, backward_arguments);
        order.wait();
    }
};

static memory filled(const memory::desc& shape)
{
    memory values(shape, cpu);
    auto* first = static_cast<float*>(values.get_data_handle());
    for (size_t i = 0; i < shape.get_size() / sizeof(float); i++)
        first[i] = (float(rand()) / RAND_MAX - .5f) * .1f;
    return values;
}

// Weights as the primitive wants them. A packed layout has a head of its own, so that it can't be filled as it is.
static memory packed(const memory::desc& shape, const memory::dims& sizes, tag plain)
{
    auto from = filled(memory::desc(sizes, data::f32, plain));
    memory to(shape, cpu);
    reorder(from, to).execute(order, from, to);
    order.wait();
    return to;
}

template <class Forward, class Backward, class MakeForward, class MakeBackward>
static Layer make(bool trains, bool has_cell, const memory::desc& x, const memory::desc& y, const memory::desc& state, const memory::desc& bias, const memory::desc* peephole,
                  const memory::dims& w, const memory::dims& u, MakeForward make_forward, MakeBackward make_backward)
{
    Layer layer;
    layer.trains = trains;
    typename Forward::primitive_desc forward(make_forward(trains ? prop_kind::forward_training : prop_kind::forward_inference), cpu);
    layer.forward = Forward(forward);
    auto& a = layer.forward_arguments;
    a = {{DNNL_ARG_SRC_LAYER, filled(x)}, {DNNL_ARG_SRC_ITER, filled(state)}, {DNNL_ARG_WEIGHTS_LAYER, packed(forward.weights_layer_desc(), w, tag::ldigo)},
         {DNNL_ARG_WEIGHTS_ITER, packed(forward.weights_iter_desc(), u, tag::ldigo)}, {DNNL_ARG_BIAS, filled(bias)}, {DNNL_ARG_DST_LAYER, filled(y)}, {DNNL_ARG_DST_ITER, filled(state)}};
    if (has_cell)
        a.insert({{DNNL_ARG_SRC_ITER_C, filled(state)}, {DNNL_ARG_DST_ITER_C, filled(state)}});
    if (peephole)
        a.insert({DNNL_ARG_WEIGHTS_PEEPHOLE, filled(*peephole)});
    if (!trains)
        return layer;
    a.insert({DNNL_ARG_WORKSPACE, filled(forward.workspace_desc())});
    typename Backward::primitive_desc backward(make_backward(), cpu, forward);
    layer.backward = Backward(backward);
    auto& b = layer.backward_arguments = a;
    b[DNNL_ARG_WEIGHTS_LAYER] = packed(backward.weights_layer_desc(), w, tag::ldigo);
    b[DNNL_ARG_WEIGHTS_ITER] = packed(backward.weights_iter_desc(), u, tag::ldigo);
    b[DNNL_ARG_DIFF_SRC_LAYER] = filled(x);
    b[DNNL_ARG_DIFF_SRC_ITER] = filled(state);
    b[DNNL_ARG_DIFF_WEIGHTS_LAYER] = filled(backward.diff_weights_layer_desc());
    b[DNNL_ARG_DIFF_WEIGHTS_ITER] = filled(backward.diff_weights_iter_desc());
    b[DNNL_ARG_DIFF_BIAS] = filled(bias);
    b[DNNL_ARG_DIFF_DST_LAYER] = filled(y);
    b[DNNL_ARG_DIFF_DST_ITER] = filled(state);
    if (has_cell)
    {
        b[DNNL_ARG_DIFF_SRC_ITER_C] = filled(state);
        b[DNNL_ARG_DIFF_DST_ITER_C] = filled(state);
    }

    if (peephole)
        b[DNNL_ARG_DIFF_WEIGHTS_PEEPHOLE] = filled(*peephole);
    return layer;
}

static Layer prepare(const std::string& cell, bool trains, long batch, long steps, long inputs, long hidden)
{
    const auto direction = rnn_direction::unidirectional_left2right;
    const long gates = cell == "gru" ? 3 : 4;
    memory::desc x({steps, batch, inputs}, data::f32, tag::tnc), y({steps, batch, hidden}, data::f32, tag::tnc), state({1, 1, batch, hidden}, data::f32, tag::ldnc);
    const memory::dims w_sizes = {1, 1, inputs, gates, hidden}, u_sizes = {1, 1, hidden, gates, hidden};
    memory::desc w(w_sizes, data::f32, tag::any), u(u_sizes, data::f32, tag::any);
    if (cell == "gru")
    {
        memory::desc b({1, 1, 4, hidden}, data::f32, tag::ldgo);
        return make<lbr_gru_forward, lbr_gru_backward>(
            trains, false, x, y, state, b, nullptr, w_sizes, u_sizes, [&](prop_kind kind) { return lbr_gru_forward::desc(kind, direction, x, state, w, u, b, y, state); },
            [&] { return lbr_gru_backward::desc(prop_kind::backward, direction, x, state, w, u, b, y, state, x, state, w, u, b, y, state); });
    }

    memory::desc b({1, 1, 4, hidden}, data::f32, tag::ldgo), p({1, 1, 3, hidden}, data::f32, tag::ldgo);
    if (cell == "peephole")
        return make<lstm_forward, lstm_backward>(
            trains, true, x, y, state, b, &p, w_sizes, u_sizes, [&](prop_kind kind) { return lstm_forward::desc(kind, direction, x, state, state, w, u, p, b, y, state, state); },
            [&] { return lstm_backward::desc(prop_kind::backward, direction, x, state, state, w, u, p, b, y, state, state, x, state, state, w, u, p, b, y, state, state); });
    return make<lstm_forward, lstm_backward>(
        trains, true, x, y, state, b, nullptr, w_sizes, u_sizes, [&](prop_kind kind) { return lstm_forward::desc(kind, direction, x, state, state, w, u, b, y, state, state); },
        [&] { return lstm_backward::desc(prop_kind::backward, direction, x, state, state, w, u, b, y, state, state, x, state, state, w, u, b, y, state, state); });
}

int main()
{
    const auto* version = dnnl_version();
    printf("peer oneDNN %d.%d.%d\n", version->major, version->minor, version->patch);
    fflush(stdout);
    Layer layer;
    for (std::string line, word; std::getline(std::cin, line);)
    {
        std::istringstream words(line);
        words >> word;
        if (word == "prepare")
        {
            std::string cell, mode;
            long batch, steps, inputs, hidden, threads;
            words >> cell >> mode >> batch >> steps >> inputs >> hidden >> threads;
            if (cell != "lstm" && cell != "gru" && cell != "peephole")
                printf("absent it has no such cell\n");
            else
                try
                {
                    omp_set_num_threads(int(threads));
                    layer = prepare(cell, mode == "train", batch, steps, inputs, hidden);
                    for (int i = 0; i < 3; i++)
                        layer.run();
                    printf("ready\n");
                }
                catch (error& fault)
                {
                    printf("absent %s\n", fault.what());
                }
        }
        else if (word == "run")
        {
            int times;
            words >> times;
            const auto start = std::chrono::steady_clock::now();
            for (int i = 0; i < times; i++)
                layer.run();
            printf("%.9f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }

        fflush(stdout);
    }
}
