using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// Which operation made each object that the language handed out. Some errors, such as a state that is never updated, show only when the graph is built; they
/// name the object that they are about and are reported at the call that made it.
/// </summary>
internal sealed class Provenance
{
    private readonly Dictionary<object, IOperation> _makers = new(ReferenceComparer.Instance);

    /// <summary>Notes the maker of a call's result, or of the parts of a tuple; the first maker stays.</summary>
    public void Note(object? made, IOperation maker)
    {
        if (made is null or string)
        {
            return;
        }

        if (made is not ValueType)
        {
            if (!_makers.ContainsKey(made))
            {
                _makers.Add(made, maker);
            }

            return;
        }

        foreach (var field in made.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!field.FieldType.IsValueType)
            {
                Note(field.GetValue(made), maker);
            }
        }
    }

    public IOperation? MakerOf(object? made) => made is not null && _makers.TryGetValue(made, out var maker) ? maker : null;
}
