global using TestCell = CharRnn.Cells.Lstm;
