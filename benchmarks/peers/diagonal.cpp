// The gradient of an LSTM whose weights are all diagonal, in double precision: written out by hand, one unit after another, and by ADOL-C's tape. Speaks the protocol of README.md.
// Needs Debian's libadolc-dev: g++ -O3 -march=native -fno-tree-vectorize -fno-tree-slp-vectorize diagonal.cpp -ladolc -o diagonal
//     f = σ(w_f∘x + b_f), i = σ(w_i∘h⁻ + b_i), o = σ(w_o∘x + b_o), g = tanh(w_g∘h⁻ + b_g); c = f∘c⁻ + i∘g, h = o∘tanh c; loss = Σ dy∘h.
#include <adolc/adolc.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using Values = std::vector<double>;

static int steps, units;
static Values x, dy, parameters, gradients;

// Where the vectors of the parameters begin.
enum { WF, WI, WO, WG, BF, BI, BO, BG, VECTORS };

static double& of(Values& values, int vector, int unit) { return values[vector * units + unit]; }

static double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

// Every row and step of what the way back reads: f, i, o, g, tanh c, c, h.
static Values tape;

static void by_hand()
{
    tape.resize((size_t)7 * units * (steps + 1));
    std::memset(gradients.data(), 0, gradients.size() * sizeof(double));
    const auto step = (size_t)7 * units;
    std::memset(tape.data(), 0, step * sizeof(double));
    for (int t = 0; t < steps; t++)
    {
        const double* before = &tape[t * step];
        double* now = &tape[(t + 1) * step];
        for (int j = 0; j < units; j++)
        {
            const double in = x[(size_t)t * units + j], h = before[6 * units + j];
            const double f = sigmoid(of(parameters, WF, j) * in + of(parameters, BF, j)), i = sigmoid(of(parameters, WI, j) * h + of(parameters, BI, j));
            const double o = sigmoid(of(parameters, WO, j) * in + of(parameters, BO, j)), g = std::tanh(of(parameters, WG, j) * h + of(parameters, BG, j));
            const double c = f * before[5 * units + j] + i * g, tanh_c = std::tanh(c);
            now[j] = f;
            now[units + j] = i;
            now[2 * units + j] = o;
            now[3 * units + j] = g;
            now[4 * units + j] = tanh_c;
            now[5 * units + j] = c;
            now[6 * units + j] = o * tanh_c;
        }
    }

    Values dh(units), dc(units);
    for (int t = steps - 1; t >= 0; t--)
    {
        const double *before = &tape[t * step], *now = &tape[(t + 1) * step];
        for (int j = 0; j < units; j++)
        {
            const double f = now[j], i = now[units + j], o = now[2 * units + j], g = now[3 * units + j], tanh_c = now[4 * units + j];
            const double in = x[(size_t)t * units + j], h = before[6 * units + j];
            const double of_h = dh[j] + dy[(size_t)t * units + j];
            const double of_c = dc[j] + of_h * o * (1 - tanh_c * tanh_c);
            const double of_o = of_h * tanh_c * o * (1 - o), of_f = of_c * before[5 * units + j] * f * (1 - f), of_i = of_c * g * i * (1 - i), of_g = of_c * i * (1 - g * g);
            of(gradients, WF, j) += of_f * in;
            of(gradients, BF, j) += of_f;
            of(gradients, WO, j) += of_o * in;
            of(gradients, BO, j) += of_o;
            of(gradients, WI, j) += of_i * h;
            of(gradients, BI, j) += of_i;
            of(gradients, WG, j) += of_g * h;
            of(gradients, BG, j) += of_g;
            dc[j] = of_c * f;
            dh[j] = of_i * of(parameters, WI, j) + of_g * of(parameters, WG, j);
        }
    }
}

// Recorded once: to run it again for other parameters is a favour to it.
static void record()
{
    trace_on(1);
    std::vector<adouble> p(parameters.size()), h(units, adouble(0)), c(units, adouble(0));
    for (size_t k = 0; k < p.size(); k++)
        p[k] <<= parameters[k];
    adouble loss = 0;
    auto sigma = [](const adouble& z) { return 1 / (1 + exp(-z)); };
    for (int t = 0; t < steps; t++)
    {
        for (int j = 0; j < units; j++)
        {
            const double in = x[(size_t)t * units + j];
            adouble f = sigma(p[WF * units + j] * in + p[BF * units + j]), i = sigma(p[WI * units + j] * h[j] + p[BI * units + j]);
            adouble o = sigma(p[WO * units + j] * in + p[BO * units + j]), g = tanh(p[WG * units + j] * h[j] + p[BG * units + j]);
            c[j] = f * c[j] + i * g;
            h[j] = o * tanh(c[j]);
            loss += dy[(size_t)t * units + j] * h[j];
        }
    }

    double value;
    loss >>= value;
    trace_off();
}

static void by_tape() { ::gradient(1, (int)parameters.size(), parameters.data(), gradients.data()); }

int main(int, char** arguments)
{
    const bool tapes = std::string(arguments[1]) == "tape";
    std::cout << (tapes ? "peer ADOL-C 2.7.2" : "peer C++ by hand " __VERSION__) << std::endl;
    for (std::string line; std::getline(std::cin, line);)
    {
        std::istringstream words(line);
        std::string what, cell, mode;
        int batch, inputs, threads, times;
        words >> what;
        if (what == "prepare")
        {
            words >> cell >> mode >> batch >> steps >> inputs >> units >> threads;
            if (cell != "diagonal" || batch != 1)
            {
                std::cout << "absent only one row of the diagonal LSTM" << std::endl;
                continue;
            }

            auto draw = [state = 1u](int) mutable { return (state = state * 1664525u + 1013904223u) / 4294967296.0 - 0.5; };
            for (auto [values, count] : {std::pair{&x, steps * units}, {&dy, steps * units}, {&parameters, VECTORS * units}})
            {
                values->resize(count);
                for (auto& value : *values)
                    value = draw(0);
            }

            gradients.assign(parameters.size(), 0);
            by_hand();
            if (tapes)
            {
                const Values expected = gradients;
                record();
                by_tape();
                for (size_t k = 0; k < expected.size(); k++)
                {
                    if (std::abs(gradients[k] - expected[k]) > 1e-9 * (1 + std::abs(expected[k])))
                    {
                        std::cerr << "the tape's gradient is another than that by hand" << std::endl;
                        return 1;
                    }
                }
            }

            std::cout << "ready" << std::endl;
        }
        else
        {
            words >> times;
            const auto start = std::chrono::steady_clock::now();
            for (int k = 0; k < times; k++)
                tapes ? by_tape() : by_hand();
            std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << std::endl;
        }
    }
}
