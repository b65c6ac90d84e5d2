namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Members of ReadOnlySpan, on the array that stands for one.</summary>
internal static class ReadOnlySpan<T>
{
    public static T[] op_Implicit(T[] array) => array;

    public static T get_Item(T[] self, int index) => self[index];

    public static int get_Length(T[] self) => self.Length;

    public static T[] Slice(T[] self, int start) => Slice(self, start, self.Length - start);

    public static T[] Slice(T[] self, int start, int length)
    {
        var part = new T[length];
        Array.Copy(self, start, part, 0, length);
        return part;
    }

    public static T[] ToArray(T[] self) => Slice(self, 0);
}
