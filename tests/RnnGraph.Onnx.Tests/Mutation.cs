namespace RnnGraph.Onnx.Tests;

/// <summary>Changes sound files in one to four places, the same way on every machine.</summary>
internal sealed class Mutation(byte[][] seeds, int seed)
{
    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> bytes = [.. seeds[_random.Next(seeds.Length)]];
        for (var change = _random.Next(1, 5); change > 0; change--)
            Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
            return;
        var place = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 16), bytes.Count - place);
        switch (_random.Next(8))
        {
            case 0: bytes[place] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[place] = (byte)_random.Next(256); break;
            case 2: bytes[place] = 0; break;
            case 3: bytes.RemoveRange(place, length); break;
            case 4: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
            case 5: bytes.RemoveRange(place, bytes.Count - place); break;

            // the largest number that nine bytes, or five, of variable length hold
            case 6: bytes.InsertRange(place, [.. Enumerable.Repeat((byte)0xFF, _random.Next(2) == 0 ? 8 : 4), 0x7F]); break;
            default:
                var other = seeds[_random.Next(seeds.Length)];
                bytes.InsertRange(place, other.Skip(_random.Next(other.Length)).Take(length));
                break;
        }
    }
}
