using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>Sums over steps and rows, kept per chunk of rows so that they don't depend on which thread took which chunk.</summary>
internal static unsafe class Totals
{
    /// <summary>Sets the totals of the chunks that start within these rows to 0.</summary>
    public static void Clear<T>(Workspace<T> workspace, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var slot = 0; slot < workspace.Tables.Slots.Length; slot++)
        {
            if (workspace.Tables.Slots[slot].WindowIn(workspace.Mode) != Window.Total)
                continue;
            ref var address = ref workspace.Memory.Addresses[slot];
            for (var row = firstRow; row < endRow; row += RowChunks.Rows)
                new Span<T>(address.Base + (row / RowChunks.Rows * address.RowStride), (int)address.RowStride).Clear();
        }
    }

    /// <summary>Adds up the chunks of every total in a fixed tree, into the first.</summary>
    public static void Sum<T>(Workspace<T> workspace)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var chunks = RowChunks.Count(workspace.Batch);
        for (var slot = 0; slot < workspace.Tables.Slots.Length; slot++)
        {
            if (workspace.Tables.Slots[slot].WindowIn(workspace.Mode) != Window.Total)
                continue;
            ref var address = ref workspace.Memory.Addresses[slot];
            for (var distance = 1; distance < chunks; distance *= 2)
            {
                for (var chunk = 0; chunk + distance < chunks; chunk += 2 * distance)
                    Add(address.Base + (chunk * address.RowStride), address.Base + ((chunk + distance) * address.RowStride), 1, 0, 0, (int)address.RowStride / Vector<T>.Count);
            }
        }

    }

    /// <summary>Adds the gradients of vector parameters, which totals or what was derived from them hold.</summary>
    public static void AddTo<T>(Workspace<T> workspace, Gradients<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var plan in workspace.Tables.VectorGradients)
        {
            ref var address = ref workspace.Memory.Addresses[plan.Source.Slot];
            var parameter = gradients.Layout.Find(plan.Parameter);
            Add(
                gradients.Pointer + parameter.Offset,
                address.Base + (plan.Source.Gate * Vector<T>.Count),
                address.Panels,
                Vector<T>.Count,
                address.PanelStride,
                1);
        }
    }

    /// <summary>Adds registers: <paramref name="panels"/> groups of <paramref name="registers"/> side by side.</summary>
    private static void Add<T>(T* target, T* source, int panels, nint targetPanel, nint sourcePanel, int registers)
        where T : unmanaged
    {
        for (var panel = 0; panel < panels; panel++, target += targetPanel, source += sourcePanel)
        {
            for (var register = 0; register < registers; register++)
            {
                var to = target + (register * Vector<T>.Count);
                (Vector.Load(to) + Vector.Load(source + (register * Vector<T>.Count))).Store(to);
            }
        }
    }
}
