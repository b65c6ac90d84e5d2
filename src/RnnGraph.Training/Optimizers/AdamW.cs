using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov &amp; Hutter 2019), as <c>torch.optim.AdamW</c> does it: every value shrinks by the share lr·λ before Adam's step,
/// so that the decay isn't divided by the gradient's size. PyTorch's default λ is 0.01; here it is what the settings say.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AdamW<T> : Adam<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Adam{T}(AdamSettings, IReadOnlyList{ITrainable{T}})"/>
    public AdamW(AdamSettings settings, params IReadOnlyList<ITrainable<T>> cells)
        : base(settings, isDecoupled: true, cells)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adamw";
}
