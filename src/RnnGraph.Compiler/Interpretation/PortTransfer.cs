using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Interpretation;

/// <summary>Brings what the caller gives to its places before a pass, and what he receives from its places after it.</summary>
internal sealed class PortTransfer
{
    private readonly Schedule _schedule;
    private readonly GraphArguments _run;
    private readonly SlotStore _slots;
    private readonly IReadOnlyDictionary<string, double[]> _parameters;

    public PortTransfer(Schedule schedule, GraphArguments run, SlotStore slots, IReadOnlyDictionary<string, double[]> parameters)
    {
        _schedule = schedule;
        _run = run;
        _slots = slots;
        _parameters = parameters;
    }

    /// <summary>Before the forward pass: inputs, initial states, parameters, and the slots that hold what is known beforehand.</summary>
    public void Import()
    {
        foreach (var slot in _schedule.Slots)
        {
            if (slot.Train == Window.FeatureIndex)
            {
                _slots.Set(new Place(slot), 0, (_, feature) => feature);
            }
            else if (slot.Train == Window.Parameter)
            {
                _slots.Set(new Place(slot), 0, (_, feature) => _parameters[slot.Name][feature]);
            }
            else if (slot.Train == Window.StepIndex)
            {
                for (var t = 0; t < _slots.StepsAlong(slot.Axis); t++)
                {
                    var index = _run.FirstStepAlong(slot.Axis, _schedule.Graph) + t;
                    _slots.Fill(new Place(slot), t, slot.Period == 0 ? index : index % slot.Period == 0 ? 1 : 0);
                }
            }
            else if (slot.Train == Window.ReciprocalSize)
            {
                _slots.Fill(new Place(slot), 0, 1.0 / _slots.Features(slot));
            }
        }

        foreach (var port in _schedule.Inputs)
        {
            ImportInput(port);
        }

        foreach (var port in _schedule.States)
        {
            _slots.Set(port.Place, 0, port.Initial is { } initial && !_run.Given.ContainsKey(port.Name) ? (row, feature) => _slots.At(initial, 0, row, feature) : Given(port.Name, port.Place));
        }
    }

    /// <summary>Before the backward pass: ∂L by outputs and final states, and each row's share in the losses.</summary>
    public void ImportGradients()
    {
        foreach (var port in _schedule.Outputs.Where(port => port.Gradient is not null))
        {
            var place = port.Gradient!.Value;
            ImportSteps(place, _run.Inputs.TryGetValue("d." + port.Name, out var steps) ? steps : _run.Given["d." + port.Name]);
        }

        foreach (var port in _schedule.States.Where(port => port.Gradient is not null))
        {
            var place = port.Gradient!.Value;
            _slots.Set(place, _slots.StepsAlong(place.Slot.Axis), Given("d." + port.Name, place));
        }

        foreach (var loss in _schedule.Losses.Where(loss => loss.Share is not null))
        {
            SeedLoss(loss);
        }

        foreach (var slot in _schedule.Slots.Where(slot => slot.Train == Window.Total))
        {
            _slots.Fill(new Place(slot), 0, 0);
        }
    }

    /// <summary>What a forward pass gives: outputs, taps, losses and final states.</summary>
    public Dictionary<(ResultKind Kind, string Name), double[]> Results()
    {
        var results = new Dictionary<(ResultKind Kind, string Name), double[]>();
        foreach (var port in _schedule.Outputs)
        {
            results[(ResultKind.Output, port.Name)] = ExportSteps(port.Place);
        }

        foreach (var port in _schedule.Taps)
        {
            results[(ResultKind.Tap, port.Name)] = ExportSteps(port.Place);
        }

        foreach (var loss in _schedule.Losses)
        {
            results[(ResultKind.Loss, loss.Name)] = ExportSteps(loss.Place);
        }

        foreach (var port in _schedule.States)
        {
            var final = port.Final ?? port.Place;
            results[(ResultKind.FinalState, port.Name)] = ExportRows(final, _slots.StepsAlong(final.Slot.Axis));
        }

        return results;
    }

    /// <summary>What a backward pass gives: ∂L by inputs, initial states and vectors; by matrices, <paramref name="matrices"/>.</summary>
    public Dictionary<string, double[]> Gradients(IDictionary<string, double[]> matrices)
    {
        var gradients = new Dictionary<string, double[]>(matrices, StringComparer.Ordinal);
        foreach (var port in _schedule.Inputs.Where(port => port.Vocabulary is null))
        {
            gradients[port.Name] = port.Gradient is { } place ? ExportSteps(place) : new double[_run.Inputs[port.Name].Length];
        }

        foreach (var port in _schedule.States.Where(port => port.FirstGradient is not null))
        {
            gradients[port.Name] = ExportRows(port.FirstGradient!.Value, 0);
        }

        foreach (var gradient in _schedule.VectorGradients)
        {
            var place = gradient.Value.Place!.Value;
            gradients[gradient.Parameter] = Enumerable.Range(0, _slots.Features(place.Slot)).Select(feature => _slots.At(place, 0, 0, feature)).ToArray();
        }

        return gradients;
    }

    private void ImportInput(Port port)
    {
        if (port.Vocabulary is null)
        {
            ImportSteps(port.Place, _run.Inputs[port.Name]);
            return;
        }

        var tokens = _run.Tokens[port.Name];
        if (port.HasPlace)
        {
            ImportSteps(port.Place, tokens.Select(token => (double)token).ToArray());
        }

        if (port.OneHot is { } oneHot)
        {
            var words = _slots.Features(oneHot);
            ImportSteps(new Place(oneHot), tokens.SelectMany(token => Enumerable.Range(0, words).Select(word => word == token ? 1.0 : 0)).ToArray());
        }
    }

    private void SeedLoss(LossPort loss)
    {
        var axis = loss.Place.Slot.Axis;
        bool Counts(int row) => axis is not null || loss.Axes.Count == 0 || loss.Axes.Any(of => _run.LengthsOf(of)[row] > 0);
        var count = Enumerable.Range(0, _run.Batch).Sum(row => axis is null ? Counts(row) ? 1 : 0 : _run.LengthsOf(axis)[row]);
        _slots.Set(new Place(loss.Share!), 0, (row, _) => Counts(row) && count > 0 ? 1.0 / count : 0);
    }

    private Func<int, int, double> Given(string name, Place place) =>
        _run.Given.TryGetValue(name, out var values) ? (row, feature) => values[(row * _slots.Features(place.Slot)) + feature] : (_, _) => 0;

    /// <summary>Copies what the caller gives; beyond a sequence's length it may be anything, and counts as 0.</summary>
    private void ImportSteps(Place place, double[] values)
    {
        for (var t = 0; t < _slots.StepsAlong(place.Slot.Axis); t++)
        {
            var start = t * _run.Batch;
            var time = t;
            _slots.Set(place, t, (row, feature) => _slots.IsWithin(place.Slot.Axis, row, time) ? values[((start + row) * _slots.Features(place.Slot)) + feature] : 0);
        }
    }

    private double[] ExportSteps(Place place)
    {
        var features = _slots.Features(place.Slot);
        var values = new double[_slots.StepsAlong(place.Slot.Axis) * _run.Batch * features];
        for (var index = 0; index < values.Length; index++)
        {
            var (t, row) = (index / features / _run.Batch, index / features % _run.Batch);
            values[index] = _slots.IsWithin(place.Slot.Axis, row, t) ? _slots.At(place, t, row, index % features) : 0;
        }

        return values;
    }

    private double[] ExportRows(Place place, int t)
    {
        var features = _slots.Features(place.Slot);
        return Enumerable.Range(0, _run.Batch * features).Select(index => _slots.At(place, t, index / features, index % features)).ToArray();
    }
}
