import COneDNN

/// oneDNN's C API (version 2.6), as far as matrix products need it. The only file that calls it; its handles never
/// leave it. Every class here frees its handle when it goes.
///
/// Threads: a primitive whose scratch memory is passed in with each execution is immutable, so any number of threads
/// may execute it at once (oneDNN, "Primitive attributes: managing scratchpad"). One thread of OpenMP is set wherever a
/// primitive is made or executed: parallelism belongs to the callers, over tiles. The setting holds for the calling
/// thread only.
enum OneDNN {
  /// `dnnl_get_effective_cpu_isa`: what the processor has, less what `ONEDNN_MAX_CPU_ISA` forbids. Each set of
  /// instructions is a bit and carries the bits of those that it contains.
  static var multipliesBrainFloats: Bool { contains(dnnl_get_effective_cpu_isa(), dnnl_cpu_isa_avx512_core_bf16) }

  private static func contains(_ set: dnnl_cpu_isa_t, _ part: dnnl_cpu_isa_t) -> Bool {
    set.rawValue & part.rawValue == part.rawValue
  }

  /// The result of a call as an error.
  fileprivate static func check(_ function: String, _ status: dnnl_status_t) throws(BrainFloatFailure) {
    guard status == dnnl_success else { throw .refused(function: function, status: status.rawValue) }
  }

  /// A handle that a call fills in.
  fileprivate static func made<Handle>(
    _ function: String, _ call: (inout Handle?) -> dnnl_status_t
  ) throws(BrainFloatFailure) -> Handle {
    var handle: Handle?
    try check(function, call(&handle))
    guard let handle else { throw .refused(function: function, status: dnnl_runtime_error.rawValue) }
    return handle
  }

  /// How a matrix lies in memory.
  struct Layout: @unchecked Sendable {
    fileprivate var description = dnnl_memory_desc_t()

    /// What an element is.
    enum Element {
      case single
      case brainFloat

      fileprivate var code: dnnl_data_type_t { self == .single ? dnnl_f32 : dnnl_bf16 }
    }

    /// By steps between neighbours along each dimension, in elements (`dnnl_memory_desc_init_by_strides`).
    init(_ element: Element, sizes: [Int], strides: [Int]) throws(BrainFloatFailure) {
      let (sizes, strides) = (sizes.map(Int64.init), strides.map(Int64.init))
      let status = dnnl_memory_desc_init_by_strides(
        &description, Int32(sizes.count), sizes, element.code, strides)
      try check("dnnl_memory_desc_init_by_strides", status)
    }

    /// Rows one after the other.
    init(_ element: Element, rows: Int, columns: Int) throws(BrainFloatFailure) {
      try self.init(element, sizes: [rows, columns], strides: [columns, 1])
    }

    /// As oneDNN likes it best (`dnnl_format_tag_any`).
    init(free element: Element, rows: Int, columns: Int) throws(BrainFloatFailure) {
      let status = dnnl_memory_desc_init_by_tag(
        &description, 2, [Int64(rows), Int64(columns)], element.code, dnnl_format_tag_any)
      try check("dnnl_memory_desc_init_by_tag", status)
    }

    /// One that a primitive wants (`dnnl_primitive_desc_query_md`, whose answer goes with the description); empty where
    /// it needs none.
    fileprivate init(of what: dnnl_query_t, _ primitive: dnnl_primitive_desc_t) throws(BrainFloatFailure) {
      guard let answer = dnnl_primitive_desc_query_md(primitive, what, 0) else {
        throw .refused(function: "dnnl_primitive_desc_query_md", status: dnnl_runtime_error.rawValue)
      }
      description = answer.pointee
    }

    /// Bytes (`dnnl_memory_desc_get_size`).
    var bytes: Int { withUnsafePointer(to: description) { dnnl_memory_desc_get_size($0) } }
  }

  /// Bytes in one of oneDNN's layouts, aligned to a cache line; they live as long as this. `@unchecked`: whoever makes
  /// it writes it before anybody else sees it.
  final class Memory: @unchecked Sendable {
    let layout: Layout
    let bytes: UnsafeMutableRawPointer
    var start: UnsafeRawPointer { UnsafeRawPointer(bytes) }

    init(_ layout: Layout) {
      self.layout = layout
      bytes = .allocate(byteCount: layout.bytes, alignment: 64)
    }

    deinit { bytes.deallocate() }
  }

  /// The processor (`dnnl_engine_create`, `dnnl_engine_destroy`), the same for all. `@unchecked`: oneDNN only reads it.
  final class Engine: @unchecked Sendable {
    fileprivate let handle: dnnl_engine_t

    /// Fails with `unavailable` where the processor does not multiply brain floats.
    static let shared = Result { () throws(BrainFloatFailure) in try Engine() }

    private init() throws(BrainFloatFailure) {
      guard multipliesBrainFloats else { throw .unavailable }
      handle = try made("dnnl_engine_create") { dnnl_engine_create(&$0, dnnl_cpu, 0) }
    }

    deinit { dnnl_engine_destroy(handle) }
  }

  /// What one thread executes on (`dnnl_stream_create`, `dnnl_stream_destroy`), with scratch memory that grows to the
  /// most that was wanted.
  final class Stream {
    fileprivate let handle: dnnl_stream_t
    private var scratch = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    init() throws(BrainFloatFailure) {
      let engine = try Engine.shared.get()
      handle = try made("dnnl_stream_create") {
        dnnl_stream_create(&$0, engine.handle, dnnl_stream_default_flags.rawValue)
      }
    }

    deinit {
      dnnl_stream_destroy(handle)
      scratch.deallocate()
    }

    fileprivate func scratch(_ bytes: Int) -> UnsafeMutableRawPointer? {
      if scratch.count < bytes {
        scratch.deallocate()
        scratch = .allocate(byteCount: bytes, alignment: 64)
      }
      return scratch.baseAddress
    }
  }

  /// What is done to a product before it is stored.
  enum Ending: Hashable {
    case none
    /// x (1 + erf(x / sqrt 2)) / 2.
    case gelu
    /// Added to what stands there.
    case sum
  }
}

extension OneDNN {
  /// Something that can be executed (`dnnl_primitive_create`, `dnnl_primitive_destroy`). `@unchecked`: see above.
  final class Primitive: @unchecked Sendable {
    private let handle: dnnl_primitive_t
    private let engine: Engine
    private let scratch: Layout
    private let places: [(code: Int32, layout: Layout)]
    /// The layout that oneDNN chose for the second factor.
    let weight: Layout

    /// y = x w + b, then the ending (`dnnl_matmul`): x [.., m, k], w [.., k, n], b [1, n], y [.., m, n].
    convenience init(
      product x: Layout, _ w: Layout, bias: Layout?, into y: Layout, ending: Ending = .none
    ) throws(BrainFloatFailure) {
      let places = [(DNNL_ARG_SRC_0, x), (DNNL_ARG_WEIGHTS_0, w)] + (bias.map { [(DNNL_ARG_BIAS, $0)] } ?? [])
      var (x, w, b) = (x.description, w.description, bias?.description ?? dnnl_memory_desc_t())
      var result = y.description
      var operation = dnnl_matmul_desc_t()
      try check("dnnl_matmul_desc_init", dnnl_matmul_desc_init(&operation, &x, &w, &b, &result))
      let attributes = try Attributes(ending)
      try self.init(places + [(DNNL_ARG_DST_0, y)]) {
        dnnl_primitive_desc_create(&$0, &operation, attributes.handle, $1, nil)
      }
    }

    /// y = x in another layout (`dnnl_reorder`).
    convenience init(reordering x: Layout, into y: Layout) throws(BrainFloatFailure) {
      let places = [(DNNL_ARG_SRC_0, x), (DNNL_ARG_DST_0, y)]
      var (x, y) = (x.description, y.description)
      let attributes = try Attributes(.none)
      try self.init(places) { dnnl_reorder_primitive_desc_create(&$0, &x, $1, &y, $1, attributes.handle) }
    }

    private init(
      _ places: [(code: Int32, layout: Layout)],
      _ describe: (inout dnnl_primitive_desc_t?, dnnl_engine_t) -> dnnl_status_t
    ) throws(BrainFloatFailure) {
      self.places = places
      omp_set_num_threads(1)
      engine = try Engine.shared.get()
      let description: dnnl_primitive_desc_t = try made("dnnl_primitive_desc_create") { [engine] in
        describe(&$0, engine.handle)
      }
      defer { dnnl_primitive_desc_destroy(description) }
      scratch = try Layout(of: dnnl_query_scratchpad_md, description)
      weight = try Layout(of: dnnl_query_weights_md, description)
      handle = try made("dnnl_primitive_create") { dnnl_primitive_create(&$0, description) }
    }

    deinit { dnnl_primitive_destroy(handle) }

    /// Executes it to its end (`dnnl_primitive_execute`, `dnnl_stream_wait`) on arrays in the order x, w, b, y, less
    /// those that it was made without; only y is written.
    func execute(_ arrays: [UnsafeRawPointer], on stream: Stream) throws(BrainFloatFailure) {
      omp_set_num_threads(1)
      var views: [View] = []
      var arguments: [dnnl_exec_arg_t] = []
      for (place, start) in zip(places, arrays) {
        let view = try View(place.layout, UnsafeMutableRawPointer(mutating: start), engine)
        arguments.append(dnnl_exec_arg_t(arg: place.code, memory: view.handle))
        views.append(view)
      }
      let pad = try View(scratch, stream.scratch(scratch.bytes), engine)
      arguments.append(dnnl_exec_arg_t(arg: DNNL_ARG_SCRATCHPAD, memory: pad.handle))
      let status = withExtendedLifetime((views, pad)) {
        dnnl_primitive_execute(handle, stream.handle, Int32(arguments.count), arguments)
      }
      try check("dnnl_primitive_execute", status)
      try check("dnnl_stream_wait", dnnl_stream_wait(stream.handle))
    }
  }

  /// An array of the caller's as oneDNN wants to be told of it (`dnnl_memory_create`, `dnnl_memory_destroy`); the array
  /// stays the caller's.
  private final class View {
    let handle: dnnl_memory_t

    init(_ layout: Layout, _ start: UnsafeMutableRawPointer?, _ engine: Engine) throws(BrainFloatFailure) {
      var description = layout.description
      handle = try made("dnnl_memory_create") { dnnl_memory_create(&$0, &description, engine.handle, start) }
    }

    deinit { dnnl_memory_destroy(handle) }
  }

  /// The ending of a product, and scratch memory from the caller (`dnnl_primitive_attr_create`,
  /// `dnnl_primitive_attr_destroy`).
  private final class Attributes {
    let handle: dnnl_primitive_attr_t

    init(_ ending: Ending) throws(BrainFloatFailure) {
      handle = try made("dnnl_primitive_attr_create") { dnnl_primitive_attr_create(&$0) }
      let status = dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl_scratchpad_mode_user)
      try check("dnnl_primitive_attr_set_scratchpad_mode", status)
      try append(ending)
    }

    deinit { dnnl_primitive_attr_destroy(handle) }

    private func append(_ ending: Ending) throws(BrainFloatFailure) {
      let steps: dnnl_post_ops_t = try made("dnnl_post_ops_create") { dnnl_post_ops_create(&$0) }
      defer { dnnl_post_ops_destroy(steps) }
      switch ending {
      case .none: return
      case .gelu:
        let status = dnnl_post_ops_append_eltwise(steps, 1, dnnl_eltwise_gelu_erf, 0, 0)
        try check("dnnl_post_ops_append_eltwise", status)
      case .sum: try check("dnnl_post_ops_append_sum", dnnl_post_ops_append_sum(steps, 1))
      }
      try check("dnnl_primitive_attr_set_post_ops", dnnl_primitive_attr_set_post_ops(handle, steps))
    }
  }
}

/// The address of what a primitive takes, without its type.
func raw<Element>(_ start: UnsafePointer<Element>) -> UnsafeRawPointer { UnsafeRawPointer(start) }
