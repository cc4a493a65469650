"""What each clue to an answer is worth: two linear models, fitted, not set by hand.

Written by `python -m eval.choice_fitting eval/gold`; run it again and paste when the ranking, the clues or the model of
the vectors change, since every weight is in the units of its clue. SECOND is fitted on strengths by FIRST as it stands
here: having pasted, run it once more.

Data: the training split of `eval/gold` (235 questions that something can be quoted for: 75 in Dutch, 85 in French, 75
in English; on the sample corpus, with bridges), vectors of multilingual-e5-small. Model: a softmax over the sentences
of one question, L2. Limits: 18 and 8 weights from some 80 facts of office rules; a corpus of another kind may want
other weights. `own_language` is low because it takes back what a sentence in the question's own language gains by
sharing its words, and because two questions in three are about a document in another language only.
"""

from __future__ import annotations

from collections.abc import Mapping

FIRST: Mapping[str, float] = {
    "close": 0.233,
    "outshone": -0.909,
    "beside": 0.204,
    "passage": 1.071,
    "document": 0.237,
    "often": 0.978,
    "own_language": -2.610,
    "shared": 12.020,
    "held": 1.312,
    "figure": 0.500,
    "reason": 2.999,
    "person": 1.017,
    "rule": 0.688,
    "empty": -1.405,
    "row": -1.799,
    "row_close": 0.391,
    "row_shared": 9.292,
    "length": -0.508,
}

SECOND: Mapping[str, float] = {
    "strength": 0.439,
    "beside": 0.524,
    "document": 2.743,
    "language": 0.684,
    "new": 8.332,
    "missing": 1.161,
    "alike": -2.800,
    "repeats": -10.518,
}
