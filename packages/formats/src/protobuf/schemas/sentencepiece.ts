/** Messages of SentencePiece vocabularies. Made by `derive-protobuf.py` with sentencepiece 0.2.3.
 * @see https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto */
export const SENTENCEPIECE_TABLE: string = `ModelProto
 1 pieces ModelProto.SentencePiece*
 2 trainer_spec TrainerSpec
 3 normalizer_spec NormalizerSpec
 4 self_test_data SelfTestData
 5 denormalizer_spec NormalizerSpec
ModelProto.SentencePiece
 1 piece string
 2 score float
 3 type enum
TrainerSpec
 1 input string*
 2 model_prefix string
 3 model_type enum
 4 vocab_size int32
 5 accept_language string*
 6 self_test_sample_size int32
 7 input_format string
 10 character_coverage float
 11 input_sentence_size uint64
 12 mining_sentence_size int32
 13 training_sentence_size int32
 14 seed_sentencepiece_size int32
 15 shrinking_factor float
 16 num_threads int32
 17 num_sub_iterations int32
 18 max_sentence_length int32
 19 shuffle_input_sentence bool
 20 max_sentencepiece_length int32
 21 split_by_unicode_script bool
 22 split_by_whitespace bool
 23 split_by_number bool
 24 treat_whitespace_as_suffix bool
 25 split_digits bool
 26 allow_whitespace_only_pieces bool
 30 control_symbols string*
 31 user_defined_symbols string*
 32 vocabulary_output_piece_score bool
 33 hard_vocab_limit bool
 34 use_all_vocab bool
 35 byte_fallback bool
 36 required_chars string
 40 unk_id int32
 41 bos_id int32
 42 eos_id int32
 43 pad_id int32
 44 unk_surface string
 45 unk_piece string
 46 bos_piece string
 47 eos_piece string
 48 pad_piece string
 49 train_extremely_large_corpus bool
 50 enable_differential_privacy bool
 51 differential_privacy_noise_level float
 52 differential_privacy_clipping_threshold uint64
 53 pretokenization_delimiter string
 54 seed_sentencepieces_file string
 55 auto_character_coverage bool
SelfTestData
 1 samples SelfTestData.Sample*
SelfTestData.Sample
 1 input string
 2 expected string
NormalizerSpec
 1 name string
 2 precompiled_charsmap bytes
 3 add_dummy_prefix bool
 4 remove_extra_whitespaces bool
 5 escape_whitespaces bool
 6 normalization_rule_tsv string
`;
