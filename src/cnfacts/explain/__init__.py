"""Why a fact holds what it holds, and why a numeral is no fact."""
