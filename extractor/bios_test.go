package extractor

import "testing"

func TestBioName(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"role", "Jane Doe is a reporter in Paris.", "Jane Doe"},
		{"role after adjectives", "Jane Mary Doe is the award-winning national security correspondent of the Example.", "Jane Mary Doe"},
		{"beat", "Jane Doe covers rivers and dams.", "Jane Doe"},
		{"German", "Jane Doe ist Redakteurin im Ressort Wirtschaft.", "Jane Doe"},
		{"no role", "Jane Doe is a town of nine hundred people on the northern coast.", ""},
		{"role too far", "Jane Doe is a ship that carried timber, coal, grain and, for one summer alone, a reporter.", ""},
		{"one word", "Jane is a reporter.", ""},
		{"no sentence", "Jane Doe", ""},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		if got := bioName(tt.in); got != tt.want {
			t.Errorf("%s: bioName(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}
