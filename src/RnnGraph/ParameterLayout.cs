using System.Numerics;
using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>Where packs and vectors lie in the flat array of parameters, and the named row-major view of it.</summary>
internal sealed class ParameterLayout
{
    private readonly Dictionary<string, ParameterInfo> _byName = new(StringComparer.Ordinal);

    private ParameterLayout(string cell, IReadOnlyList<PackPlan> packs, int[] packOffsets, ParameterInfo[] parameters, int length)
    {
        Cell = cell;
        Packs = packs;
        PackOffsets = packOffsets;
        Parameters = parameters;
        Length = length;
        foreach (var parameter in parameters)
            _byName.Add(parameter.Name, parameter);
    }

    /// <summary>The name of the definition, for messages.</summary>
    public string Cell { get; }

    public IReadOnlyList<PackPlan> Packs { get; }

    /// <summary>Index of the first value of each pack.</summary>
    public IReadOnlyList<int> PackOffsets { get; }

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>Values of the whole array, padding included.</summary>
    public int Length { get; }

    public static ParameterLayout Create<T>(CellPlan plan)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Panel<T>.Lanes;
        long end = 0;
        var packOffsets = new int[plan.Packs.Count];
        for (var i = 0; i < packOffsets.Length; i++)
        {
            var pack = plan.Packs[i];
            packOffsets[i] = Reserve(ref end, (long)Panel<T>.Padded(pack.Outputs) * pack.Inputs * pack.Gates, plan.Name, lanes);
        }

        var infos = new ParameterInfo[plan.Parameters.Count];
        for (var i = 0; i < infos.Length; i++)
        {
            var parameter = plan.Parameters[i];
            if (parameter.IsMatrix)
            {
                var pack = plan.Packs[parameter.Pack];
                var offset = packOffsets[parameter.Pack] + (parameter.Gate * lanes);
                var stretches = Panel<T>.Count(pack.Outputs) * pack.Inputs;
                infos[i] = new ParameterInfo(parameter.Name, parameter.Rows, parameter.Columns, parameter.Initializer, offset, pack.Gates * lanes, lanes, stretches);
            }
            else
            {
                var offset = Reserve(ref end, Panel<T>.Padded(parameter.Rows), plan.Name, lanes);
                infos[i] = new ParameterInfo(parameter.Name, parameter.Rows, 0, parameter.Initializer, offset, lanes, lanes, Panel<T>.Count(parameter.Rows));
            }
        }

        return new ParameterLayout(plan.Name, plan.Packs, packOffsets, infos, (int)end);
    }

    public ParameterInfo Find(string name)
    {
        if (_byName.TryGetValue(name, out var info))
            return info;
        throw new ArgumentException($"{Cell} has no parameter '{name}'. It has: {string.Join(", ", _byName.Keys)}.", nameof(name));
    }

    public void Read<T>(ReadOnlySpan<T> values, string name, Span<T> rowMajor)
    {
        var info = Find(name);
        RequireSize(info, rowMajor.Length, nameof(rowMajor));
        var columns = Math.Max(1, info.Columns);
        for (var row = 0; row < info.Rows; row++)
        {
            for (var column = 0; column < columns; column++)
                rowMajor[(row * columns) + column] = values[info.IndexOf(row, column)];
        }
    }

    public void Write<T>(Span<T> values, string name, ReadOnlySpan<T> rowMajor)
    {
        var info = Find(name);
        RequireSize(info, rowMajor.Length, nameof(rowMajor));
        var columns = Math.Max(1, info.Columns);
        for (var row = 0; row < info.Rows; row++)
        {
            for (var column = 0; column < columns; column++)
                values[info.IndexOf(row, column)] = rowMajor[(row * columns) + column];
        }
    }

    private static void RequireSize(ParameterInfo info, int given, string argument)
    {
        if (given != info.Size)
            throw new ArgumentException($"Parameter '{info.Name}' is [{string.Join(", ", info.Shape)}], {info.Size} values row-major; {given} were given.", argument);
    }

    private static int Reserve(ref long end, long length, string cell, int lanes)
    {
        var start = end;

        // Every pack and vector starts a register.
        end += (length + lanes - 1) / lanes * lanes;
        if (end > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"The parameters of {cell} don't fit one array of {Array.MaxLength} values; choose smaller sizes.");
        return (int)start;
    }
}
