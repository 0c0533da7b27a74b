"""Self-test on a tiny random model: python -m unittest discover training. No download, no Node, a few seconds."""

import json
import struct
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))

from superposition.adapter import Adapter  # noqa: E402
from superposition.adapter_shape import AdapterShape  # noqa: E402
from superposition.decode import Prompts, Trained, Untrained, decode, score  # noqa: E402
from superposition.drafts import open_distinct, separate_drafts, tree_mask  # noqa: E402
from superposition.export import safetensors  # noqa: E402
from superposition.gguf_file import read_gguf  # noqa: E402
from superposition.losses import divergence, teacher_divergence  # noqa: E402
from superposition.tiny import SHAPE, VOCABULARY, NoNgrams, tiny_llama  # noqa: E402

# The model is tiny; more threads would wait for each other where cores are busy.
torch.set_num_threads(1)


def adapter_of(model, **changes):
    torch.manual_seed(0)
    given = {"hidden": SHAPE.hidden, "rank": 2, "lora_layers": (0, 1), "demultiplexer_width": 16, **changes}
    return Adapter(AdapterShape(**given), model)


class GgufTest(unittest.TestCase):
    def test_reads_q4_1_and_q8_0(self):
        text = lambda value: struct.pack("<Q", len(value)) + value.encode()
        q4 = struct.pack("<ee", 0.5, -1.0) + bytes([0x21] * 16)
        q8 = struct.pack("<e", 0.25) + bytes([255] * 32)
        infos = text("a") + struct.pack("<IQQIQ", 2, 32, 1, 3, 0) + text("b") + struct.pack("<IQIQ", 1, 32, 8, 32)
        head = b"GGUF" + struct.pack("<IQQ", 3, 2, 1) + text("general.name") + struct.pack("<I", 8) + text("t") + infos
        data = head + bytes(-len(head) % 32) + q4 + bytes(-len(q4) % 32) + q8
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.gguf"
            path.write_bytes(data)
            file = read_gguf(str(path))
        self.assertEqual(file.metadata, {"general.name": "t"})
        np.testing.assert_allclose(file.tensors["a"][0], [-0.5] * 16 + [0.0] * 16)
        np.testing.assert_allclose(file.tensors["b"], [-0.25] * 32)


class ExportTest(unittest.TestCase):
    def test_writes_safetensors(self):
        data = safetensors({"b": torch.ones(2), "a": torch.tensor([[0.5, -2.0]])}, {"steps": "3"})
        (length,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + length])
        self.assertEqual(header["__metadata__"], {"steps": "3"})
        self.assertEqual(header["a"], {"dtype": "F16", "shape": [1, 2], "data_offsets": [0, 4]})
        np.testing.assert_array_equal(np.frombuffer(data[8 + length :], np.float16), [0.5, -2, 1, 1])


class LlamaTest(unittest.TestCase):
    def setUp(self):
        self.model = tiny_llama()
        self.ids = torch.randint(VOCABULARY, (2, 7), generator=torch.Generator().manual_seed(1))
        self.whole, _ = self.model(self.model.embed(self.ids), torch.arange(7).expand(2, -1))

    def test_a_cache_changes_nothing(self):
        _, past = self.model(self.model.embed(self.ids[:, :4]), torch.arange(4).expand(2, -1))
        rest, _ = self.model(self.model.embed(self.ids[:, 4:]), torch.arange(4, 7).expand(2, -1), past)
        torch.testing.assert_close(rest, self.whole[:, 4:], rtol=1e-4, atol=1e-4)

    def test_tree_rows_see_their_own_draft_alone(self):
        _, past = self.model(self.model.embed(self.ids[:, :5]), torch.arange(5).expand(2, -1))
        other = torch.full((2,), 3)
        for step in range(2):
            tokens = torch.stack((self.ids[:, 5 + step], other), 1)
            mask = tree_mask(5, 2, step).expand(2, -1, -1)
            hidden, present = self.model(self.model.embed(tokens), torch.full((2, 2), 5 + step), past, mask)
            past = torch.cat((past, present), 4)
        torch.testing.assert_close(hidden[:, 0], self.whole[:, 6], rtol=1e-4, atol=1e-4)


class AdapterTest(unittest.TestCase):
    def setUp(self):
        self.model, self.service = tiny_llama(), NoNgrams()
        self.keys = self.service("vocabulary")["keys"]
        ids = torch.randint(1, VOCABULARY, (3, 6), generator=torch.Generator().manual_seed(2))
        self.drafts = separate_drafts(self.model, self.service, self.keys, ids, 3, 5)
        self.drafts.prefix_hidden = self.drafts.prefix_hidden.float()

    def hidden(self, adapter):
        d = self.drafts
        return adapter(self.model, d.ids, d.prefix, d.prefix_hidden, d.tokens[:, :, :-1])

    def test_begins_as_the_untrained_stream(self):
        alone = self.hidden(adapter_of(self.model, strengths=(1.0, 0.0, 0.0)))
        torch.testing.assert_close(alone[:, 0], self.drafts.hidden[:, 0].float(), rtol=0.02, atol=0.02)
        torch.testing.assert_close(alone[:, 0], alone[:, 2])

    def test_a_place_knows_nothing_of_later_tokens(self):
        tokens = self.drafts.tokens
        for kind in ("attention", "layers"):
            adapter = adapter_of(self.model, demultiplexer=kind, top_layers=1)
            last = adapter.demultiplexer.outer if kind == "layers" else adapter.demultiplexer.out
            torch.nn.init.normal_(last.weight)
            self.drafts.tokens = tokens
            before = self.hidden(adapter)
            self.drafts.tokens = torch.cat((tokens[:, :, :2], torch.full_like(tokens[:, :, 2:], 5)), 2)
            after = self.hidden(adapter)
            torch.testing.assert_close(before[:, :, :2], after[:, :, :2])
            self.assertGreater((before[:, :, 2:] - after[:, :, 2:]).abs().max().item(), 1e-3, kind)

    def test_draft_rows_of_the_top_layers_are_the_model_where_one_draft_has_the_stream(self):
        adapter = adapter_of(self.model, demultiplexer="layers", top_layers=1, strengths=(1.0, 0.0, 0.0))
        first = self.hidden(adapter)[:, 0]
        torch.testing.assert_close(first, self.drafts.hidden[:, 0].float(), rtol=0.02, atol=0.02)
        kept = adapter_of(
            self.model, demultiplexer="layers", top_layers=1, lora_layers=(1,), strengths=(1.0, 0.0, 0.0), keep_first=True
        )
        for each in kept.parameters():
            if each is not kept.keys:
                torch.nn.init.normal_(each, std=0.1)
        hidden = self.hidden(kept)
        torch.testing.assert_close(hidden[:, 0], self.drafts.hidden[:, 0].float(), rtol=0.02, atol=0.02)
        self.assertGreater((hidden[:, 1] - hidden[:, 0]).abs().max().item(), 0.1)

    def test_learns(self):
        d = self.drafts
        for kind in ("attention", "mlp", "layers"):
            adapter = adapter_of(self.model, demultiplexer=kind, top_layers=1)
            optimiser = torch.optim.AdamW(adapter.parameters(), lr=1e-2)
            losses = []
            for _ in range(30):
                loss = teacher_divergence(self.model, self.hidden(adapter), d.top_ids, d.top_logs).mean()
                losses.append(loss.item())
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
            self.assertLess(losses[-1], 0.5 * losses[0], kind)

    def test_a_part_of_the_vocabulary_gives_nearly_the_same_loss(self):
        d = self.drafts
        whole = teacher_divergence(self.model, d.hidden, d.top_ids, d.top_logs)
        part = teacher_divergence(self.model, d.hidden, d.top_ids, d.top_logs, torch.arange(VOCABULARY))
        torch.testing.assert_close(whole, part, rtol=1e-4, atol=1e-4)
        self.assertLess(whole.abs().max().item(), 0.01)

    def test_divergence_counts_the_rest_as_one_event(self):
        p = torch.tensor([[0.5, 0.3]]).log()
        self.assertAlmostEqual(divergence(p, p).item(), 0, places=6)
        q = torch.tensor([[0.4, 0.4]]).log()
        expected = 0.5 * np.log(0.5 / 0.4) + 0.3 * np.log(0.3 / 0.4)
        self.assertAlmostEqual(divergence(q, p).item(), expected, places=5)


class DecodeTest(unittest.TestCase):
    def setUp(self):
        self.model, self.service = tiny_llama(), NoNgrams()
        self.vocabulary = self.service("vocabulary")
        ids = torch.randint(1, VOCABULARY, (4, 6), generator=torch.Generator().manual_seed(3))
        self.prompts = Prompts.of(self.model, ids)

    def decode(self, stream, **more):
        return decode(self.model, self.service, self.vocabulary, self.prompts, stream, tokens=4, **more)

    def test_one_draft_in_the_stream_is_that_draft_on_its_own_cache(self):
        alone = self.decode(None)
        first = self.decode(Untrained(self.model, 1e6))
        self.assertEqual([each[0] for each in first], [each[0] for each in alone])
        trained = self.decode(Trained(self.model, adapter_of(self.model, strengths=(1.0, 0.0, 0.0)), True))
        self.assertEqual([each[0] for each in trained], [each[0] for each in alone])

    def test_branches_all_the_way_are_the_ceiling(self):
        self.assertEqual(self.decode(Untrained(self.model), branch_steps=3), self.decode(None))

    def test_places_that_were_branched_are_the_drafts_own(self):
        adapter = adapter_of(self.model, demultiplexer="layers", top_layers=1, lora_layers=(1,), keep_first=True)
        for each in adapter.parameters():
            torch.nn.init.normal_(each, std=0.3)
        prompts, tokens = self.prompts, torch.randint(1, VOCABULARY, (4, 3, 3), generator=torch.Generator().manual_seed(4))
        found = adapter(self.model, prompts.ids, prompts.past, prompts.hidden, tokens, branched=2)
        for i in range(3):
            ids = torch.cat((prompts.ids, tokens[:, i]), 1)
            own, _ = self.model(self.model.embed(ids), torch.arange(9).expand(4, -1))
            torch.testing.assert_close(found[:, i, :2], own[:, 6:8], rtol=1e-3, atol=1e-3)

    def test_drafts_open_with_different_words(self):
        for each in self.decode(Untrained(self.model), k=5):
            self.assertEqual(len({draft["tokens"][0] for draft in each}), 5)
        tokens, _ = open_distinct(torch.tensor([[0.3, 0.2, 0.1]]), torch.tensor([[1, 2, 3]]), ["", "a", "a", "b"], 2)
        self.assertEqual(tokens.tolist(), [[1, 3]])

    def test_scores_are_those_of_the_unmixed_model(self):
        drafts = self.decode(None)
        score(self.model, self.prompts, drafts)
        logs = self.model.logits(self.prompts.hidden[:, -1]).log_softmax(-1)
        self.assertAlmostEqual(drafts[1][2]["logProbs"][0], logs[1, drafts[1][2]["tokens"][0]].item(), places=4)


if __name__ == "__main__":
    unittest.main()
