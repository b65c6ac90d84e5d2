// the cell that the trainer is tested with: as a user declares one
global using TestCell = CharRnn.Cells.Lstm;
